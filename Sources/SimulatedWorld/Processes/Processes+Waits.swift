import Operations

// How a parent learns how its child has ended. The zombie is reaped when the wait returns, which is a
// little after the end: until then another call can have it, or the limit can pass.

extension Processes {
  /// From the end of a child until a parent that waits for it runs again.
  static let wakeDelay = Distribution(
    least: .microseconds(40), median: .microseconds(55), ninetieth: .microseconds(95),
    most: .microseconds(3_400))

  /// The child of that number; a thread of a child is no child.
  private func child(_ pid: Int32, of own: SimulatedProcess) -> SimulatedProcess? {
    guard let target = find(pid: pid, namespace: own.identity.namespace),
      let child = self[target], child.parent == own.index, child.identity.pid == pid
    else { return nil }
    return child
  }

  mutating func reap(_ pid: Int32, by own: SimulatedProcess) -> ProcessOutcome {
    guard let child = child(pid, of: own) else { return .failed(.noChild) }
    guard child.state == .zombie else { return .stillRunning }
    remove(child.index)
    return .reaped(child.ending)
  }

  mutating func awaitExit(
    _ pid: Int32, by own: SimulatedProcess, _ moment: inout Moment
  ) -> ProcessOutcome? {
    guard let child = child(pid, of: own) else { return .failed(.noChild) }
    let now = moment.now
    let deadline = moment.agenda.callDeadline
    // Whoever has given up by now must not take the ending from whoever asks next.
    guard now < deadline else { return nil }
    guard child.state != .zombie else {
      remove(child.index)
      return .reaped(child.ending)
    }
    dropWaits { !$0.isInForce(now) }
    waits.append(
      ChildWait(
        child: child.index, caller: own.index, call: moment.agenda.call, deadline: deadline))
    return nil
  }

  /// Wakes whoever waits for a process that has ended, and lets go of what it waited for itself.
  mutating func noticeEnd(of process: ProcessIndex, _ moment: inout Moment) {
    guard !waits.isEmpty else { return }
    let now = moment.now
    dropWaits { $0.caller == process || !$0.isInForce(now) }
    for place in waits.indices where waits[place].child == process {
      wake(place, &moment)
    }
  }

  /// Lets the waits go on of a process that was stopped when their children ended.
  mutating func thawWaits(of caller: ProcessIndex, _ moment: inout Moment) {
    for place in waits.indices
    where waits[place].caller == caller && waits[place].state == .frozen {
      wake(place, &moment)
    }
  }

  private mutating func wake(_ place: Int, _ moment: inout Moment) {
    waits[place].state = .woken
    let delay = Self.wakeDelay.draw(from: &moment.streams.world)
    moment.agenda.plan(.waitReturns(waits[place].call), after: delay)
  }

  /// Answers a wait whose child has ended, and reaps the child if it is still there to be reaped.
  public mutating func returnFromWait(_ call: CallID, _ moment: inout Moment) {
    guard let place = waits.firstIndex(where: { $0.call == call }) else { return }
    let wait = waits[place]
    guard wait.isInForce(moment.now) else {
      waits.remove(at: place)
      return
    }
    guard self[wait.caller]?.state != .stopped else {
      waits[place].state = .frozen
      return
    }
    waits.remove(at: place)
    guard let child = self[wait.child], child.state == .zombie else {
      moment.agenda.answer(call, .process(.failed(.noChild)))
      return
    }
    remove(child.index)
    moment.agenda.answer(call, .process(.reaped(child.ending)))
  }

  private mutating func dropWaits(_ isGone: (ChildWait) -> Bool) {
    waits.removeAll(where: isGone)
  }

  /// Folds the waits that somebody still waits for.
  func foldWaits(into digest: inout Digest, now: Instant) {
    for wait in waits where wait.isInForce(now) { wait.fold(into: &digest, now: now) }
  }
}
