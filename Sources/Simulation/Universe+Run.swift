import Operations
import SimulatedWorld

extension Universe where M: Machine {
  /// Goes on by time and seed until a limit is reached or nothing is left to do.
  public mutating func run(_ limits: RunLimits = RunLimits()) -> Halt {
    let last = lastEvent(limits)
    while eventCount < last {
      switch advance(until: limits.until) {
      case .taken: break
      case .nothingPending: return rest()
      case .nothingDue: return .timeReached
      }
      if eventCount & 0xFF == 0, let halt = stuck(limits) { return halt }
    }
    return .eventsTaken
  }

  /// Goes on as the chooser wants until a limit is reached or nothing is left to do.
  public mutating func run(by chooser: inout some Chooser, _ limits: RunLimits) -> Halt {
    let last = lastEvent(limits)
    while eventCount < last {
      guard let next = nextInstant() else { return rest() }
      guard next <= limits.until else { return .timeReached }
      guard step(by: &chooser, until: limits.until) else { return rest() }
      if let halt = stuck(limits) { return halt }
    }
    return .eventsTaken
  }

  private func lastEvent(_ limits: RunLimits) -> Int64 {
    let (last, overflow) = eventCount.addingReportingOverflow(limits.events)
    return overflow ? .max : last
  }

  /// When the next event is due; nil when none is, or none that time ever reaches.
  public mutating func nextInstant() -> Instant? {
    guard let entry = firstPending(), entry.time < .never else { return nil }
    return entry.time
  }

  /// Nothing is pending: whoever still waits waits for ever.
  private func rest() -> Halt {
    for (place, actor) in actors.enumerated()
    where actor.waiting > 0 && actor.state != .gone {
      return .deadlock(ActorID(rawValue: Int32(place)))
    }
    return .atRest
  }

  private mutating func stuck(_ limits: RunLimits) -> Halt? {
    let idleEvents = eventCount - lastProgress
    let idleTime = now - lastProgressTime
    if idleEvents > limits.idleEvents, idleTime > limits.idleTime {
      return .livelock(events: idleEvents, time: idleTime)
    }
    guard limits.starvedEvents != .max else { return nil }
    // Only who is due a turn can be starved of it: something of its is in the queue, and its time
    // has come, and others were chosen again and again.
    watchCount += 1
    for entry in queue.pending(until: now) where entry.time < now {
      let event = table.event(at: Int32(bitPattern: entry.slot))
      guard event.actor != .none, isDue(event) else { continue }
      let place = event.actor.index
      if actors[place].lastOverdue < watchCount - 1 { actors[place].overdueSince = eventCount }
      actors[place].lastOverdue = watchCount
      let since = max(actors[place].lastTurn, actors[place].overdueSince)
      if eventCount - since > limits.starvedEvents { return .starvation(event.actor) }
    }
    return nil
  }

  private func isDue(_ event: Event) -> Bool {
    switch event.kind {
    case .deliver, .message, .signal, .start, .apply:
      event.life == actors[event.actor.index].life
    case .timer: true  // One of another life has been called off.
    case .open, .limit, .world, .fault, .resume, .cancelled, .free: false
    }
  }
}
