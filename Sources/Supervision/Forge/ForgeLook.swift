import Operations

/// One look at what the backend has under a run key: task, attempt, process.
///
/// It changes nothing and does not wait: it says what is there now, or what kept it from seeing.
struct ForgeLook: Hashable, Sendable, Foldable {
  private var project: UInt64 = 0
  private var key = Text.empty
  private var step = Step.idle
  /// The task that was found, or is known already.
  private(set) var task: UInt64 = 0
  /// How many tasks have the key; more than one was made by somebody who does not use keys.
  private(set) var taskCount: Int32 = 0
  private var attempts: [ForgeAttempt] = []
  private var next = 0

  enum Step: UInt8, Hashable, Sendable {
    case idle, tasks, attempts, processes
  }

  /// What was seen.
  enum Finding: Hashable, Sendable {
    /// No task has the key.
    case absent
    /// A task, and no attempt at it.
    case taskOnly(UInt64)
    /// A task and attempts, and no process in any of them.
    case attemptOnly(ForgeAttempt)
    /// A task, the newest attempt that has a process, and its newest process.
    case found(ForgeAttempt, ForgeProcess)
    /// It could not be seen.
    case trouble(ForgeTrouble)
  }

  /// Begins with the tasks of a project, or with the attempts when the task is known.
  mutating func begin(
    _ session: ForgeSession, _ calls: inout ForgeCalls, _ policy: ForgePolicy,
    _ emit: inout Emitter
  ) {
    project = session.project
    key = session.key
    attempts = []
    next = 0
    task = session.task
    if task == 0 {
      step = .tasks
      calls.ask(.forge(.listTasks(project: project)), limit: policy.readLimit, &emit)
    } else {
      listAttempts(&calls, policy, &emit)
    }
  }

  /// Goes on; nil while there is more to see.
  mutating func handle(
    _ outcome: Outcome, _ calls: inout ForgeCalls, _ policy: ForgePolicy, _ emit: inout Emitter
  ) -> Finding? {
    guard case .forge(.listing) = outcome else { return .trouble(ForgeTrouble(outcome)) }
    switch step {
    case .tasks:
      // Newest first: the last one that has the key was the first to be made.
      task = 0
      taskCount = 0
      for case .forgeTask(let row) in emit.rows where row.key == key {
        task = row.id
        taskCount += 1
      }
      guard task != 0 else { return .absent }
      listAttempts(&calls, policy, &emit)
    case .attempts:
      attempts = emit.rows.compactMap { row in
        if case .forgeAttempt(let attempt) = row { attempt } else { nil }
      }
      next = 0
      guard !attempts.isEmpty else { return .taskOnly(task) }
      listProcesses(&calls, policy, &emit)
    case .processes:
      var newest: ForgeProcess?
      for case .forgeProcess(let row) in emit.rows { newest = row }
      if let newest { return .found(attempts[next], newest) }
      next += 1
      guard next < attempts.count else { return .attemptOnly(attempts[0]) }
      listProcesses(&calls, policy, &emit)
    case .idle:
      preconditionFailure("\(outcome) for a look that was not begun: \(self)")
    }
    return nil
  }

  private mutating func listAttempts(
    _ calls: inout ForgeCalls, _ policy: ForgePolicy, _ emit: inout Emitter
  ) {
    step = .attempts
    calls.ask(.forge(.listAttempts(task: task)), limit: policy.readLimit, &emit)
  }

  private mutating func listProcesses(
    _ calls: inout ForgeCalls, _ policy: ForgePolicy, _ emit: inout Emitter
  ) {
    step = .processes
    calls.ask(
      .forge(.listProcesses(attempt: attempts[next].id)), limit: policy.readLimit, &emit)
  }

  func fold(into digest: inout Digest) {
    digest.fold(project)
    digest.fold(key)
    digest.fold(UInt32(step.rawValue), UInt32(bitPattern: taskCount))
    digest.fold(task)
    digest.fold(attempts.count)
    for attempt in attempts { attempt.fold(into: &digest) }
    digest.fold(next)
  }
}
