import Operations

extension ForgeBackend {
  /// What clients see of an attempt.
  func row(_ record: ForgeAttemptRecord) -> ForgeAttempt {
    var row = ForgeAttempt(
      id: record.id, task: record.task, branch: record.branch,
      worktree: record.hasContainer ? record.worktree : .empty)
    if configuration.dialect == .documented { row.status = runs[record.newestRun]?.status }
    return row
  }

  /// The tasks of a project, newest first; none for a project that nobody knows.
  func listTasks(of project: UInt64, _ moment: inout Moment) -> ForgeOutcome {
    moment.beginRows()
    for record in tasks.records.reversed() where record.row.project == project {
      moment.rows.append(.forgeTask(record.row))
    }
    return .listing(moment.listing())
  }

  /// The attempts at a task, newest first.
  func listAttempts(of task: UInt64, _ moment: inout Moment) -> ForgeOutcome {
    moment.beginRows()
    var next = tasks[task]?.newestAttempt ?? 0
    while let record = attempts[next] {
      moment.rows.append(.forgeAttempt(row(record)))
      next = record.older
    }
    return .listing(moment.listing())
  }

  /// The runs of an attempt, oldest first.
  func listRuns(of attempt: UInt64, _ moment: inout Moment) -> ForgeOutcome {
    moment.beginRows()
    var next = attempts[attempt]?.oldestRun ?? 0
    while let run = runs[next] {
      moment.rows.append(.forgeProcess(run.row))
      next = run.newer
    }
    return .listing(moment.listing())
  }

  /// Writes a task's status; no row is no error.
  mutating func setTask(_ task: UInt64, _ status: ForgeTaskStatus) {
    if let place = tasks.place(of: task) { tasks[at: place].row.status = status }
  }

  /// Writes the status of the task that a run works on.
  mutating func setTask(ofRun run: UInt64, _ status: ForgeTaskStatus) {
    guard let run = runs[run], let attempt = attempts[run.attempt] else { return }
    setTask(attempt.task, status)
  }

  /// Removes a task with all that belongs to it, unless one of its runs is marked as running.
  ///
  /// Its branches stay, and its worktrees are removed some time later.
  mutating func deleteTask(_ id: UInt64, _ moment: inout Moment) -> ForgeOutcome {
    guard let task = tasks[id] else { return .failed(.status(404)) }
    var next = task.newestAttempt
    while let attempt = attempts[next] {
      if isRunning(attempt) { return .failed(.status(409)) }
      next = attempt.older
    }
    next = task.newestAttempt
    while let attempt = attempts[next] {
      removeRuns(of: attempt, &moment)
      cutStreams(of: .diff(attempt: attempt.id), &moment)
      journal.remove(attempt.diff)
      attempts.remove(attempt.id)
      let delay = configuration.cleanupDelay.draw(from: &moment.streams.latency)
      moment.agenda.plan(.forge(.worktreesRemoved(attempt: attempt.id)), after: delay)
      next = attempt.older
    }
    tasks.remove(id)
    return .accepted
  }

  /// Whether the row of one of an attempt's runs says that it runs.
  func isRunning(_ attempt: ForgeAttemptRecord) -> Bool {
    var next = attempt.oldestRun
    while let run = runs[next] {
      if run.status == .running { return true }
      next = run.newer
    }
    return false
  }

  private mutating func removeRuns(of attempt: ForgeAttemptRecord, _ moment: inout Moment) {
    var next = attempt.oldestRun
    while let run = runs[next] {
      cutStreams(of: .log(run: run.id), &moment)
      journal.remove(run.log)
      approvals.removeAll { $0.process == run.id }
      runs.remove(run.id)
      next = run.newer
    }
  }

  /// Opens a pull request; without the token the answer is 200 and says that it failed.
  mutating func createPullRequest(
    _ attempt: UInt64, _ title: Text, _ moment: inout Moment
  ) -> ForgeOutcome {
    guard let record = attempts[attempt] else { return .failed(.status(404)) }
    guard configuration.hasHostToken else { return .failed(.unsuccessful) }
    openedPullRequests.append(ForgePullRequest(branch: record.branch, title: title))
    moment.builder.clear()
    moment.builder.add("https://host.invalid/pull/")
    moment.builder.add(record.branch, from: moment.texts)
    return .text(moment.texts.text(moment.builder))
  }

  /// Whether it has opened a pull request that its host has not heard of.
  public var hasPullRequests: Bool { !openedPullRequests.isEmpty }

  /// Takes out a pull request that was opened, for whoever keeps the host to open it there.
  public mutating func takePullRequest() -> ForgePullRequest? {
    openedPullRequests.isEmpty ? nil : openedPullRequests.removeFirst()
  }
}
