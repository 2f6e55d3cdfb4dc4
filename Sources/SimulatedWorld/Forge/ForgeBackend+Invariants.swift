import Operations

extension ForgeBackend {
  /// Traps with the first thing about the backend that is not as it must be.
  ///
  /// Complexity: O(n log n) in the number of rows, entries and connections.
  public func checkInvariants() {
    tasks.checkInvariants()
    attempts.checkInvariants()
    runs.checkInvariants()
    journal.checkInvariants()
    checkouts.checkInvariants()
    checkTasks()
    checkAttempts()
    checkStreams()
    checkMemory()
    let used = journal.entries.reduce(into: 0) { $0 += $1.isFree ? 0 : 1 }
    let logged = runs.records.reduce(into: 0) { $0 += Int($1.log.count) }
    let changed = attempts.records.reduce(into: 0) { $0 += Int($1.diff.count) }
    precondition(used == logged + changed, "\(used) entries in use, \(logged + changed) known")
  }

  private func checkTasks() {
    var reached = 0
    for task in tasks.records {
      precondition(projects.contains(task.row.project), "a task of no project: \(task.row)")
      var next = task.newestAttempt
      while next != 0 {
        guard let attempt = attempts[next] else { preconditionFailure("no attempt \(next)") }
        precondition(attempt.task == task.id, "an attempt of another task: \(attempt)")
        reached += 1
        next = attempt.older
      }
    }
    precondition(reached == attempts.count, "\(attempts.count) attempts, \(reached) reached")
  }

  private func checkAttempts() {
    var reached = 0
    for attempt in attempts.records {
      var next = attempt.oldestRun
      var before: UInt64 = 0
      while next != 0 {
        guard let run = runs[next] else { preconditionFailure("no run \(next)") }
        precondition(run.attempt == attempt.id, "a run of another attempt: \(run)")
        precondition(run.older == before, "a run that does not know the one before: \(run)")
        precondition(
          length(from: run.log.first) == run.log.count, "a log that is not whole: \(run)")
        reached += 1
        before = next
        next = run.newer
      }
      precondition(before == attempt.newestRun, "the newest run is not the last: \(attempt)")
      precondition(
        length(from: attempt.diff.first) == attempt.diff.count, "a diff that is not whole")
    }
    precondition(reached == runs.count, "\(runs.count) runs, \(reached) of them reached")
  }

  private func checkStreams() {
    for stream in streams {
      precondition(
        length(from: stream.cursor) == stream.pending, "a stream that lost count: \(stream)")
      precondition(
        stream.phase == .live || stream.phase == .finishing || stream.pending == 0,
        "entries wait for nobody: \(stream)")
      switch stream.source {
      case .log(let run): precondition(runs[run] != nil, "a stream of no log: \(stream)")
      case .diff(let attempt):
        precondition(attempts[attempt] != nil, "a stream of no diff: \(stream)")
      }
    }
  }

  private func checkMemory() {
    precondition((phase == .down) == (server == .none), "a backend without its process")
    let isIdle =
      children.isEmpty && creations.isEmpty && stops.isEmpty && waiting.isEmpty && streams.isEmpty
    precondition(phase == .listening || isIdle, "a backend that does not listen has work")
    for child in children.indices {
      precondition(
        !children[..<child].contains { $0.executor == children[child].executor },
        "two handles of one executor")
    }
    for stop in stops { precondition(stop.run != 0 && stop.signals <= 3, "a stop of nothing") }
  }

  private func length(from place: Int32) -> Int32 {
    var count: Int32 = 0
    var next = place
    while next >= 0 {
      precondition(!journal.entries[Int(next)].isFree, "a free entry in a sequence")
      count += 1
      next = journal.entries[Int(next)].next
    }
    return count
  }
}
