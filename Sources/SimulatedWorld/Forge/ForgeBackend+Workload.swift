import Operations

// What executors and people do with a Forge besides the requests that machines make, and what a
// test or an oracle may look at.

extension ForgeBackend {
  /// Adds a project.
  public mutating func addProject(_ id: UInt64) {
    if !projects.contains(id) { projects.append(id) }
  }

  /// An executor writes a line to the log of its run.
  ///
  /// False when nobody reads it: the run is not one of this backend's children, or not any more.
  @discardableResult
  public mutating func appendLog(
    process: UInt64, text: Text, _ moment: inout Moment
  ) -> Bool {
    guard children.contains(where: { $0.run == process }), let place = runs.place(of: process),
      !runs[at: place].isLogClosed
    else { return false }
    var track = runs[at: place].log
    append(text, to: &track, of: .log(run: process), &moment)
    runs[at: place].log = track
    return true
  }

  /// A file of an attempt's worktree changes; false when there is no such attempt.
  @discardableResult
  public mutating func appendDiff(
    attempt: UInt64, path: Text, _ moment: inout Moment
  ) -> Bool {
    guard phase == .listening, let place = attempts.place(of: attempt) else { return false }
    var track = attempts[at: place].diff
    append(path, to: &track, of: .diff(attempt: attempt), &moment)
    journal.supersede(in: track)
    attempts[at: place].diff = track
    return true
  }

  /// An executor asks a person whether it may use a tool; nil when nobody would hear of it.
  public mutating func requestApproval(
    process: UInt64, tool: Text, _ moment: inout Moment
  ) -> UInt64? {
    guard children.contains(where: { $0.run == process }) else { return nil }
    let id = drawID(&moment)
    approvals.append(ForgeApproval(id: id, process: process, tool: tool))
    moment.agenda.plan(.forge(.approvalTimesOut(id)), after: configuration.approvalLimit)
    return id
  }

  /// What became of a question; nil when the backend has forgotten it.
  public func approval(_ id: UInt64) -> ForgeApprovalStatus? {
    approvals.first { $0.id == id }?.status
  }

  /// The questions that wait for an answer, oldest first.
  func listApprovals(_ moment: inout Moment) -> ForgeOutcome {
    moment.beginRows()
    for approval in approvals where approval.status == .pending {
      moment.rows.append(.forgeApproval(approval))
    }
    return .listing(moment.listing())
  }

  /// A person answers; a question that was answered or has run out is not there any more.
  mutating func answerApproval(_ id: UInt64, _ approve: Bool) -> ForgeOutcome {
    guard let place = approvals.firstIndex(where: { $0.id == id }),
      approvals[place].status == .pending
    else { return .failed(.status(404)) }
    approvals[place].status = approve ? .approved : .denied
    return .done
  }

  mutating func timeOutApproval(_ id: UInt64) {
    guard let place = approvals.firstIndex(where: { $0.id == id }),
      approvals[place].status == .pending
    else { return }
    approvals[place].status = .timedOut
  }

  // MARK: - Looking

  /// How many tasks there are.
  public var taskCount: Int { tasks.count }

  /// How many attempts there are.
  public var attemptCount: Int { attempts.count }

  /// How many execution processes there are, ended ones included.
  public var processCount: Int { runs.count }

  /// How many connections are open.
  public var streamCount: Int { streams.count }

  /// How many executors run in a worktree, by what is true rather than by what the rows say.
  public func executorCount(attempt: UInt64, _ processes: borrowing Processes) -> Int {
    var count = 0
    var next = attempts[attempt]?.oldestRun ?? 0
    while let run = runs[next] {
      if processes.lives(run.executor) { count += 1 }
      next = run.newer
    }
    return count
  }

  /// The simulated process of an execution process.
  public func executor(process: UInt64) -> ProcessIndex? {
    guard let run = runs[process], run.executor != .none else { return nil }
    return run.executor
  }

  /// The execution process whose executor is a simulated process, while the backend reads it.
  public func process(of executor: ProcessIndex) -> UInt64? {
    children.first { $0.executor == executor }?.run
  }
}
