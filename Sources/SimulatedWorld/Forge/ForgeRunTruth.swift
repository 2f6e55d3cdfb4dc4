import Operations

/// A run as it really is, for whoever judges from outside.
public struct ForgeRunTruth: Hashable, Sendable {
  /// The execution process.
  public var id: UInt64
  /// Its attempt.
  public var attempt: UInt64
  /// Its task.
  public var task: UInt64
  /// The key that the task was made with; empty for none.
  public var key: Text
  /// The task's title.
  public var title: Text
  /// What its row says.
  public var status: ForgeProcessStatus
  /// The conversation that its executor carries on, whether anybody has read it or not.
  public var conversation: Text
  /// Its branch.
  public var branch: Text
  /// Its worktree.
  public var worktree: Text
  /// The process that was spawned for it last.
  public var executor: ProcessIndex
  /// Which run of its attempt it is, from 1.
  public var number: Int
}

extension ForgeBackend {
  /// The run that an executor was spawned for.
  public func truth(ofExecutor executor: ProcessIndex, _ texts: inout Texts) -> ForgeRunTruth? {
    runs.records.last { $0.executor == executor }.flatMap { truth($0, &texts) }
  }

  /// A run by its id.
  public func truth(ofRun id: UInt64, _ texts: inout Texts) -> ForgeRunTruth? {
    runs[id].flatMap { truth($0, &texts) }
  }

  /// The newest run of an attempt.
  public func truth(newestOf attempt: UInt64, _ texts: inout Texts) -> ForgeRunTruth? {
    attempts[attempt].flatMap { truth(ofRun: $0.newestRun, &texts) }
  }

  /// The newest run of the tasks that were made with a key.
  public func truth(newestOfKey key: Text, _ texts: inout Texts) -> ForgeRunTruth? {
    for run in runs.records.reversed() {
      guard let attempt = attempts[run.attempt], tasks[attempt.task]?.row.key == key else {
        continue
      }
      return truth(run, &texts)
    }
    return nil
  }

  /// What the row of an attempt's newest run says, and whose it is; nil when there is none.
  public func newestRow(
    of attempt: UInt64
  ) -> (id: UInt64, status: ForgeProcessStatus, executor: ProcessIndex)? {
    guard let record = attempts[attempt], let run = runs[record.newestRun] else { return nil }
    return (run.id, run.status, run.executor)
  }

  /// Every task, oldest first.
  public var allTasks: [ForgeTask] { tasks.records.map(\.row) }

  private func truth(_ run: ForgeRun, _ texts: inout Texts) -> ForgeRunTruth? {
    guard let attempt = attempts[run.attempt], let task = tasks[attempt.task] else { return nil }
    var number = 1
    var older = run.older
    while let before = runs[older] {
      number += 1
      older = before.older
    }
    return ForgeRunTruth(
      id: run.id, attempt: attempt.id, task: task.id, key: task.row.key, title: task.row.title,
      status: run.status,
      conversation: run.resumes.isEmpty
        ? ForgeNames.conversation(of: run.id, &texts) : run.resumes,
      branch: attempt.branch, worktree: attempt.worktree, executor: run.executor, number: number)
  }

  // MARK: - Streams

  /// What can be read as a stream.
  public enum Source: Hashable, Sendable {
    /// The log of a run.
    case log(run: UInt64)
    /// The changed files of an attempt.
    case diff(attempt: UInt64)
  }

  /// How many entries a source has had.
  public func entryCount(of source: Source) -> Int { Int(track(of: source.own).count) }

  /// The entries of a source from one on, in their order.
  public func entries(of source: Source, from first: Int) -> [Text] {
    var found: [Text] = []
    var place = track(of: source.own).first
    var number = 0
    while place >= 0 {
      if number >= first { found.append(journal.entries[Int(place)].text) }
      number += 1
      place = journal.entries[Int(place)].next
    }
    return found
  }

  /// Whether a client has a connection to a source on which what is there comes to it.
  public func isConnected(_ client: ProcessIndex, to source: Source) -> Bool {
    streams.contains { $0.client == client && $0.source == source.own && $0.phase != .opening }
  }
}

extension ForgeBackend.Source {
  /// The same, in the words of the connections.
  var own: ForgeStream.Source {
    switch self {
    case .log(let run): .log(run: run)
    case .diff(let attempt): .diff(attempt: attempt)
    }
  }
}
