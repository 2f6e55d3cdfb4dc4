import Operations

extension ForgeBackend {
  /// What somebody wants to have created.
  struct CreationOrder {
    /// The task that the attempt is for; 0 for a new one.
    var task: UInt64 = 0
    var project: UInt64
    var title: Text
    var key: Text
    var base: Text
  }

  /// Begins a creation, or does all of it at once where the documents say so.
  mutating func create(
    _ order: CreationOrder, _ arrival: ForgeWaiting, _ processes: inout Processes,
    _ moment: inout Moment
  ) -> ForgeOutcome? {
    // A body without the base does not have the shape that the framework asks for.
    guard !order.base.isEmpty else { return .failed(.status(422)) }
    let attempt = forcedAttempt ?? drawID(&moment)
    forcedAttempt = nil
    let creation = ForgeCreation(
      call: arrival.call, makesTask: order.task == 0,
      task: order.task == 0 ? drawID(&moment) : order.task, attempt: attempt, run: drawID(&moment),
      project: order.project, title: order.title, key: order.key, base: order.base,
      step: order.task == 0 ? .insertTask : .insertAttempt, reply: arrival.reply)
    switch configuration.dialect {
    case .documented:
      return createAtOnce(creation, &processes, &moment)
    case .actual:
      creations.append(creation)
      planStep(of: creation, &moment)
      return nil
    }
  }

  /// Does the next step of a creation; what was committed stays, whatever comes.
  mutating func continueCreation(
    of attempt: UInt64, _ call: CallID, _ processes: inout Processes, _ moment: inout Moment
  ) {
    guard
      let place = creations.firstIndex(where: { $0.attempt == attempt && $0.call == call })
    else { return }
    let creation = creations[place]
    guard take(creation.step, of: creation, &processes, &moment) else {
      creations.remove(at: place)
      answer(call, .failed(.status(500)), creation.reply, &moment)
      return
    }
    if let next = ForgeCreation.Step(rawValue: creation.step.rawValue + 1), next != .answer {
      creations[place].step = next
      planStep(of: creation, &moment)
      return
    }
    creations.remove(at: place)
    answer(call, created(creation), creation.reply, &moment)
  }

  private func planStep(of creation: ForgeCreation, _ moment: inout Moment) {
    let delay = configuration.creationStep.draw(from: &moment.streams.latency)
    moment.agenda.plan(
      .forge(.creationGoesOn(attempt: creation.attempt, call: creation.call)), after: delay)
  }

  /// What a creation answers in the end.
  private func created(_ creation: ForgeCreation) -> ForgeOutcome {
    if configuration.dialect == .actual, creation.makesTask {
      return tasks[creation.task].map { .task($0.row) } ?? .failed(.status(500))
    }
    guard let record = attempts[creation.attempt] else { return .failed(.status(500)) }
    var answer = row(record)
    // The real backend answers the row as it was inserted, before there was a worktree.
    if configuration.dialect == .actual { answer.worktree = .empty }
    return .attempt(answer)
  }

  private mutating func createAtOnce(
    _ creation: ForgeCreation, _ processes: inout Processes, _ moment: inout Moment
  ) -> ForgeOutcome {
    let status = tasks[creation.task]?.row.status
    var step = creation.step
    while step != .answer {
      guard take(step, of: creation, &processes, &moment) else {
        undo(creation, before: step, taskWas: status, &moment)
        let isUnknown = step == .insertTask || step == .insertAttempt
        return .failed(.status(isUnknown ? 404 : 500))
      }
      step = ForgeCreation.Step(rawValue: step.rawValue + 1) ?? .answer
    }
    return created(creation)
  }

  private mutating func undo(
    _ creation: ForgeCreation, before step: ForgeCreation.Step, taskWas status: ForgeTaskStatus?,
    _ moment: inout Moment
  ) {
    let names = names(of: creation, &moment)
    if step.rawValue > ForgeCreation.Step.createBranch.rawValue {
      checkouts.removeBranch(names.branch)
    }
    checkouts.removeWorktrees(of: creation.attempt)
    runs.remove(creation.run)
    if let attempt = attempts[creation.attempt] {
      attempts.remove(attempt.id)
      if let place = tasks.place(of: creation.task) {
        tasks[at: place].newestAttempt = attempt.older
      }
    }
    if let status {
      setTask(creation.task, status)
    } else {
      tasks.remove(creation.task)
    }
  }

  /// Takes one step; false when it fails.
  private mutating func take(
    _ step: ForgeCreation.Step, of creation: ForgeCreation, _ processes: inout Processes,
    _ moment: inout Moment
  ) -> Bool {
    switch step {
    case .insertTask:
      guard projects.contains(creation.project) else { return false }
      let row = ForgeTask(
        id: creation.task, project: creation.project, title: creation.title, key: creation.key,
        status: .todo)
      tasks.insert(ForgeTaskRecord(row: row))
      return true
    case .insertAttempt:
      return insertAttempt(creation, &moment)
    case .createBranch:
      return checkouts.createBranch(names(of: creation, &moment).branch)
    case .createWorktree:
      if worktreeFailures > 0 {
        worktreeFailures -= 1
        return false
      }
      let path = names(of: creation, &moment).worktree
      return checkouts.createWorktree(path, attempt: creation.attempt, base: creation.base)
    case .setContainer:
      // An update of no row is no error: a task that was deleted meanwhile is missed later.
      if let place = attempts.place(of: creation.attempt) {
        attempts[at: place].hasContainer = true
      }
      return true
    case .markInProgress:
      setTask(creation.task, .inProgress)
      return true
    case .insertRun:
      return insertRun(creation.run, of: creation.attempt, resumes: .empty)
    case .spawn:
      moment.builder.clear()
      moment.builder.add(creation.title, from: moment.texts)
      moment.builder.add("\n\n")
      moment.builder.add(creation.key, from: moment.texts)
      let prompt = moment.texts.text(moment.builder)
      return spawnExecutor(of: creation.run, prompt, &processes, &moment)
    case .answer:
      return true
    }
  }

  private mutating func insertAttempt(_ creation: ForgeCreation, _ moment: inout Moment) -> Bool {
    guard let place = tasks.place(of: creation.task), attempts[creation.attempt] == nil else {
      return false
    }
    let names = names(of: creation, &moment)
    attempts.insert(
      ForgeAttemptRecord(
        id: creation.attempt, task: creation.task, branch: names.branch, worktree: names.worktree,
        older: tasks[at: place].newestAttempt))
    tasks[at: place].newestAttempt = creation.attempt
    return true
  }

  private func names(
    of creation: ForgeCreation, _ moment: inout Moment
  ) -> (branch: Text, worktree: Text) {
    let leaf = ForgeNames.leaf(
      configuration.dialect, attempt: creation.attempt, title: creation.title, &moment.texts)
    return (
      join(configuration.branchPrefix, leaf, &moment),
      join(configuration.worktreeDirectory, leaf, &moment)
    )
  }

  private func join(_ first: Text, _ second: Text, _ moment: inout Moment) -> Text {
    moment.builder.clear()
    moment.builder.add(first, from: moment.texts)
    moment.builder.add("/")
    moment.builder.add(second, from: moment.texts)
    return moment.texts.text(moment.builder)
  }
}
