import Operations

extension ForgeBackend {
  /// The next request of a kind goes wrong in this way; several wait for one request each.
  public mutating func failNext(_ verb: Verb, _ fault: ForgeFault) {
    faults.append(PlannedFault(verb: verb, fault: fault))
  }

  /// The next request of a kind is answered with a status and does nothing.
  public mutating func respondNext(_ verb: Verb, status: Int16) {
    failNext(verb, .failure(.status(status), takesEffect: false))
  }

  /// The next request of a kind is answered with 200 and `success: false`, and does nothing.
  public mutating func declineNext(_ verb: Verb) {
    failNext(verb, .failure(.unsuccessful, takesEffect: false))
  }

  /// The connection of the next request of a kind is reset, before or after it took effect.
  public mutating func resetNext(_ verb: Verb, afterEffect: Bool) {
    failNext(verb, .failure(.connectionReset, takesEffect: afterEffect))
  }

  /// The next request of a kind is never answered.
  public mutating func hangNext(_ verb: Verb, afterEffect: Bool) {
    failNext(verb, .hang(takesEffect: afterEffect))
  }

  /// The next request of a kind reaches the backend so much later.
  public mutating func delayNext(_ verb: Verb, by delay: Interval) {
    failNext(verb, .slow(delay))
  }

  /// The next executor cannot be spawned.
  public mutating func failNextSpawn() {
    spawnFailures += 1
  }

  /// The next worktree cannot be made.
  public mutating func failNextWorktree() {
    worktreeFailures += 1
  }

  /// The next attempt gets this id, so that its names can be another's.
  ///
  /// An id that something has is not taken.
  public mutating func forceNextAttempt(_ id: UInt64) {
    guard id != 0, tasks[id] == nil, attempts[id] == nil, runs[id] == nil,
      !creations.contains(where: { $0.attempt == id })
    else { return }
    forcedAttempt = id
  }

  /// The next start leaves the rows of the time before as they are.
  public mutating func skipNextSweep() {
    sweepsToSkip += 1
  }

  /// Ends the backend's process without a word; its executors become orphans or end with it.
  public mutating func crash(
    killingExecutors: Bool, _ processes: inout Processes, _ moment: inout Moment
  ) {
    guard phase != .down else { return }
    let lost = server
    let orphans = children
    // What is in memory goes first, so that no end of an executor is seen any more.
    loseServer(&moment)
    if killingExecutors {
      for child in orphans { processes.send(.kill, to: child.executor, &moment) }
    }
    processes.send(.kill, to: lost, &moment)
  }

  /// Crashes and starts again.
  public mutating func restart(
    killingExecutors: Bool, parent: ProcessIndex, _ processes: inout Processes,
    _ moment: inout Moment
  ) -> Bool {
    crash(killingExecutors: killingExecutors, &processes, &moment)
    return start(parent: parent, &processes, &moment)
  }

  /// The worktree of an attempt vanishes; the rows know nothing of it.
  public mutating func loseWorktree(attempt: UInt64) {
    guard let record = attempts[attempt] else { return }
    checkouts.removeWorktree(record.worktree)
  }

  /// Takes the first fault that waits for a kind of request.
  mutating func takeFault(_ verb: Verb) -> ForgeFault? {
    guard let place = faults.firstIndex(where: { $0.verb == verb }) else { return nil }
    return faults.remove(at: place).fault
  }
}
