import Operations
import SimulatedWorld

extension ForgeDriver {
  /// A session as a client knows it that has asked for everything.
  struct Session {
    var task: UInt64
    var attempt: UInt64
    var process: UInt64
    var executor: ProcessIndex
  }

  /// The request that begins a session.
  func creation(_ title: String = "Fix the parser", key: String = "key") -> ForgeRequest {
    .createAndStart(
      project: Self.project, title: text(title), key: text(key), base: text("main"))
  }

  /// Begins a session and finds out its ids; nil when that failed.
  func begin(_ title: String = "Fix the parser") -> Session? {
    let task: UInt64
    switch get(creation(title)) {
    case .task(let row): task = row.id
    case .attempt(let row): task = row.task
    default: return nil
    }
    guard let attempt = attempts(of: task).first, let process = runs(of: attempt.id).last,
      let executor = forge.executor(process: process.id)
    else { return nil }
    return Session(task: task, attempt: attempt.id, process: process.id, executor: executor)
  }

  func tasks() -> [ForgeTask] {
    rows(.listTasks(project: Self.project)).compactMap {
      if case .forgeTask(let task) = $0 { task } else { nil }
    }
  }

  func attempts(of task: UInt64) -> [ForgeAttempt] {
    rows(.listAttempts(task: task)).compactMap {
      if case .forgeAttempt(let attempt) = $0 { attempt } else { nil }
    }
  }

  func runs(of attempt: UInt64) -> [ForgeProcess] {
    rows(.listProcesses(attempt: attempt)).compactMap {
      if case .forgeProcess(let process) = $0 { process } else { nil }
    }
  }

  func task(_ id: UInt64) -> ForgeTask? {
    if case .task(let task) = get(.getTask(id)) { task } else { nil }
  }

  func process(_ id: UInt64) -> ForgeProcess? {
    if case .process(let process) = get(.getProcess(id)) { process } else { nil }
  }

  func attempt(_ id: UInt64) -> ForgeAttempt? {
    if case .attempt(let attempt) = get(.getAttempt(id)) { attempt } else { nil }
  }

  /// How many executors run, whoever knows of them.
  func executorCount() -> Int {
    var count = 0
    let program = forge.configuration.executorProgram
    processes.forEach { if $0.program == program && $0.state != .zombie { count += 1 } }
    return count
  }

  /// Writes a line to a log.
  func log(_ process: UInt64, _ line: String) {
    forge.appendLog(process: process, text: text(line), &moment)
    drain()
  }
}
