import Operations
import SimulatedWorld

extension Universe where M: Machine {
  /// Goes on by time and seed until a limit is reached or nothing is left to do.
  public mutating func run(_ limits: RunLimits = RunLimits()) -> Halt {
    let last = limits.events == .max ? Int64.max : eventCount + limits.events
    while eventCount < last {
      guard let next = nextInstant() else { return rest() }
      guard next <= limits.until else { return .timeReached }
      step()
      if eventCount & 0xFF == 0, let halt = stuck(limits) { return halt }
    }
    return .eventsTaken
  }

  /// Goes on as the chooser wants until a limit is reached or nothing is left to do.
  public mutating func run(by chooser: inout some Chooser, _ limits: RunLimits) -> Halt {
    let last = limits.events == .max ? Int64.max : eventCount + limits.events
    while eventCount < last {
      guard now <= limits.until else { return .timeReached }
      guard step(by: &chooser) else { return rest() }
      if let halt = stuck(limits) { return halt }
    }
    return .eventsTaken
  }

  /// When the next event is due.
  public mutating func nextInstant() -> Instant? {
    while let entry = queue.first() {
      let slot = Int32(bitPattern: entry.slot)
      guard case .cancelled = table[slot].kind else { return entry.time }
      _ = queue.takeFirst()
      table.remove(slot)
      cancelledCount -= 1
    }
    return nil
  }

  /// Nothing is pending: whoever still waits waits for ever.
  private func rest() -> Halt {
    for (place, actor) in actors.enumerated()
    where actor.waiting > 0 && actor.state != .gone {
      return .deadlock(ActorID(rawValue: Int32(place)))
    }
    return .atRest
  }

  private func stuck(_ limits: RunLimits) -> Halt? {
    let idleEvents = eventCount - lastProgress
    let idleTime = now - lastProgressTime
    if idleEvents > limits.idleEvents, idleTime > limits.idleTime {
      return .livelock(events: idleEvents, time: idleTime)
    }
    guard limits.starvedEvents != .max else { return nil }
    // Only who is due a turn can be starved of it: something of its is in the queue, and its time
    // has come, and others were chosen again and again.
    for word in queue.heap.dropFirst(queue.hasHole ? 1 : 0) {
      let entry = EventQueue.Entry(word: word)
      guard entry.time < now else { continue }
      let event = table[Int32(bitPattern: entry.slot)]
      guard event.actor != .none, isDue(event) else { continue }
      let last = actors[event.actor.index].lastTurn
      if eventCount - last > limits.starvedEvents { return .starvation(event.actor) }
    }
    return nil
  }

  private func isDue(_ event: Event) -> Bool {
    guard event.life == actors[event.actor.index].life else { return false }
    switch event.kind {
    case .deliver, .timer, .message, .signal, .start, .apply: return true
    case .open, .limit, .world, .fault, .cancelled, .free: return false
    }
  }
}
