import Operations

extension ForgeBackend {
  /// Inserts the row of a run that is to be spawned; false when its attempt is gone.
  mutating func insertRun(_ id: UInt64, of attempt: UInt64, resumes: Text) -> Bool {
    guard let place = attempts.place(of: attempt) else { return false }
    let older = attempts[at: place].newestRun
    runs.insert(ForgeRun(id: id, attempt: attempt, resumes: resumes, older: older))
    if let before = runs.place(of: older) {
      runs[at: before].newer = id
    } else {
      attempts[at: place].oldestRun = id
    }
    attempts[at: place].newestRun = id
    return true
  }

  /// Spawns the executor of a run; when that fails the row says `failed`.
  mutating func spawnExecutor(
    of run: UInt64, _ prompt: Text, _ processes: inout Processes, _ moment: inout Moment
  ) -> Bool {
    guard let place = runs.place(of: run) else { return false }
    let launch = Launch(program: configuration.executorProgram, argument: prompt, newGroup: true)
    if spawnFailures == 0, let executor = processes.spawn(launch, parent: server, &moment) {
      runs[at: place].executor = executor
      children.append(Child(executor: executor, run: run))
      let delay = configuration.conversationDelay.draw(from: &moment.streams.latency)
      moment.agenda.plan(.forge(.conversationKnown(executor: executor)), after: delay)
      return true
    }
    if spawnFailures > 0 { spawnFailures -= 1 }
    runs[at: place].status = .failed
    runs[at: place].isLogClosed = true
    return false
  }

  /// Goes on with an attempt: one more process, whatever else runs there.
  mutating func followUp(
    _ attempt: UInt64, _ prompt: Text, _ processes: inout Processes, _ moment: inout Moment
  ) -> ForgeOutcome {
    guard let place = attempts.place(of: attempt) else { return .failed(.status(404)) }
    let record = attempts[at: place]
    // Without a run before it there is no executor to ask for, and without a branch no worktree.
    guard record.newestRun != 0, checkouts.hasBranch(record.branch) else {
      return .failed(.status(500))
    }
    // The worktree is made anew when somebody has removed it; what was in it is gone.
    checkouts.restoreWorktree(record.worktree, attempt: attempt)
    attempts[at: place].hasContainer = true
    if configuration.dialect == .documented, let run = runs[record.newestRun] {
      return resume(run, prompt, &processes, &moment)
    }
    let conversation = knownConversation(of: record)
    let id = drawID(&moment)
    guard insertRun(id, of: attempt, resumes: conversation) else { return .failed(.status(404)) }
    setTask(record.task, .inProgress)
    let argument = argument(prompt, resuming: conversation, &moment)
    guard spawnExecutor(of: id, argument, &processes, &moment), let run = runs[id] else {
      return .failed(.status(500))
    }
    return .process(run.row)
  }

  /// The documents' follow-up: the process that is there goes on.
  private mutating func resume(
    _ run: ForgeRun, _ prompt: Text, _ processes: inout Processes, _ moment: inout Moment
  ) -> ForgeOutcome {
    guard run.status != .running, let place = runs.place(of: run.id) else {
      return .process(run.row)
    }
    setTask(ofRun: run.id, .inProgress)
    runs[at: place].status = .running
    runs[at: place].exitStatus = nil
    runs[at: place].isLogClosed = false
    runs[at: place].resumes = run.conversation
    let argument = argument(prompt, resuming: run.conversation, &moment)
    guard spawnExecutor(of: run.id, argument, &processes, &moment) else {
      return .failed(.status(500))
    }
    return .process(runs[at: place].row)
  }

  private func argument(
    _ prompt: Text, resuming conversation: Text, _ moment: inout Moment
  ) -> Text {
    guard !conversation.isEmpty else { return prompt }
    moment.builder.clear()
    moment.builder.add("--resume ")
    moment.builder.add(conversation, from: moment.texts)
    moment.builder.add(" ")
    moment.builder.add(prompt, from: moment.texts)
    return moment.texts.text(moment.builder)
  }

  /// The latest conversation that has been read out of a log; empty when none was.
  private func knownConversation(of attempt: ForgeAttemptRecord) -> Text {
    var next = attempt.newestRun
    while let run = runs[next] {
      if !run.conversation.isEmpty { return run.conversation }
      next = run.older
    }
    return .empty
  }

  /// Writes down the conversation of an executor that still runs and is still read.
  mutating func learnConversation(of executor: ProcessIndex, _ moment: inout Moment) {
    guard let child = children.first(where: { $0.executor == executor }),
      let place = runs.place(of: child.run)
    else { return }
    let run = runs[at: place]
    runs[at: place].conversation =
      run.resumes.isEmpty ? ForgeNames.conversation(of: run.id, &moment.texts) : run.resumes
  }

  // MARK: - Ends

  /// Reaps an executor if it has ended, and writes down how; false while it runs.
  @discardableResult
  mutating func collect(
    _ executor: ProcessIndex, _ processes: inout Processes, _ moment: inout Moment
  ) -> Bool {
    guard let place = children.firstIndex(where: { $0.executor == executor }) else { return true }
    var ending: Ending?
    if let process = processes[executor] {
      guard process.state == .zombie else { return false }
      let outcome = processes.perform(.reap(pid: process.identity.pid), by: server, &moment)
      if case .reaped(let reaped) = outcome { ending = reaped }
    }
    settle(children.remove(at: place).run, ending, &moment)
    return true
  }

  private mutating func settle(_ id: UInt64, _ ending: Ending?, _ moment: inout Moment) {
    guard let place = runs.place(of: id) else { return }
    if runs[at: place].status == .running {
      switch ending {
      case .exited(let status):
        runs[at: place].status = status == 0 ? .completed : .failed
        runs[at: place].exitStatus = status
      case .signalled, nil:
        runs[at: place].status = .failed
      }
      // Nobody asks whether another run of the task goes on.
      setTask(ofRun: id, .inReview)
    }
    moment.agenda.plan(.forge(.logCloses(run: id)), after: configuration.logClosing)
  }
}
