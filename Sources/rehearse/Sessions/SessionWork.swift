import Commands
import Glibc
import SessionManager
import Supervision

// The commands that do something with a session. The machine says what came of it, line by line;
// with '--json' those lines are left out and one object is printed.

/// `rehearse session spawn`.
enum SessionSpawn: Subcommand {
  static let key = Argument<String>(
    "key", help: "The run key: one key never has two sessions, however often it is spawned.")
  static let prompt = Argument<String?>("prompt", help: "What the agent is asked to do.")
  static let agent = Option<String>(
    "agent", placeholder: "name", default: "claude",
    help: "The agent: a name of agents.json, or a program.")
  static let repository = Option<Path?>(
    "repository", placeholder: "folder", help: "The repository; else the one this folder is in.")
  static let base = Option<String>(
    "base", placeholder: "branch", default: "HEAD", help: "What the session's branch begins at.")

  static let command = Command(
    "spawn",
    abstract: "Start a session: its worktree, its tmux session, its agent.",
    discussion: """
      It is done when the runner in the session has written down the agent's process. A spawn that \
      is repeated under its key finds the session that is there.
      """,
    parameters: [key, prompt, agent, repository, base, SessionCommands.json]
      + SessionCommands.shared)

  static func run(
    _ values: Values, output: Output, errors: Output
  ) throws(Failure) -> ExitStatus {
    let repository = values[repository]?.description ?? "."
    guard let whole = realpath(repository, nil) else {
      throw Failure(
        status: .badInput,
        message: "No repository at '\(repository)': \(String(cString: strerror(errno))).")
    }
    defer { free(whole) }
    return try SessionWork.carryOut(
      .spawn, id: "", values, output, key: values[key], agent: values[agent],
      prompt: values[prompt] ?? "", repository: String(cString: whole), base: values[base])
  }
}

/// `rehearse session stop`.
enum SessionStop: Subcommand {
  static let command = SessionWork.command(
    "stop", "End a session; its worktree stays if anything in it is saved nowhere else.")

  static func run(
    _ values: Values, output: Output, errors: Output
  ) throws(Failure) -> ExitStatus { try SessionWork.end(values, .kill, output) }
}

/// `rehearse session kill`.
enum SessionKill: Subcommand {
  static let command = SessionWork.command(
    "kill", "End a session, as 'stop' does.")

  static func run(
    _ values: Values, output: Output, errors: Output
  ) throws(Failure) -> ExitStatus { try SessionWork.end(values, .kill, output) }
}

/// `rehearse session cleanup`.
enum SessionCleanup: Subcommand {
  static let command = SessionWork.command(
    "cleanup", "Clear away what a session that is over has left.")

  static func run(
    _ values: Values, output: Output, errors: Output
  ) throws(Failure) -> ExitStatus { try SessionWork.end(values, .cleanup, output) }
}

/// `rehearse session restore`.
enum SessionRestore: Subcommand {
  static let command = Command(
    "restore",
    abstract: "Bring a session back that is over, in its worktree and branch.",
    parameters: [SessionCommands.session, SessionCommands.json] + SessionCommands.shared)

  static func run(
    _ values: Values, output: Output, errors: Output
  ) throws(Failure) -> ExitStatus {
    try SessionWork.carryOut(.restore, id: values[SessionCommands.session], values, output)
  }
}

/// `rehearse session send`.
enum SessionSend: Subcommand {
  static let prompt = Argument<String>("prompt", help: "What the agent is told.")

  static let command = Command(
    "send",
    abstract: "Tell a session's agent something.",
    discussion: "The session's runner gets it, and types it into the agent's pane.",
    parameters: [SessionCommands.session, prompt, SessionCommands.json]
      + SessionCommands.shared)

  static func run(
    _ values: Values, output: Output, errors: Output
  ) throws(Failure) -> ExitStatus {
    try SessionWork.carryOut(
      .send, id: values[SessionCommands.session], values, output, prompt: values[prompt])
  }
}

/// `rehearse session resume`.
enum SessionResume: Subcommand {
  static let prompt = Argument<String>("prompt", help: "What the agent is told.")

  static let command = Command(
    "resume",
    abstract: "Go on with a session: bring it back if it is over, then tell its agent something.",
    parameters: [SessionCommands.session, prompt, SessionCommands.json]
      + SessionCommands.shared)

  static func run(
    _ values: Values, output: Output, errors: Output
  ) throws(Failure) -> ExitStatus {
    let id = values[SessionCommands.session]
    let manager = try SessionCommands.manager(values)
    if try SessionCommands.entry(id, manager).isOver {
      let status = try SessionWork.carryOut(.restore, id: id, values, output)
      guard status == .success else { return status }
    }
    return try SessionWork.carryOut(.send, id: id, values, output, prompt: values[prompt])
  }
}

/// What these commands share.
enum SessionWork {
  static let isDry = Flag("dry-run", help: "Only say what would be done.")

  /// A command that ends something.
  static func command(_ name: String, _ abstract: String) -> Command {
    Command(
      name, abstract: abstract,
      discussion: """
        Nothing is touched that does not carry the number in the session's record: a tmux session, \
        process or folder of the same name is another's.
        """,
      parameters: [SessionCommands.session, isDry, SessionCommands.json]
        + SessionCommands.shared)
  }

  /// Ends something, or says what that would be.
  static func end(
    _ values: Values, _ verb: SessionRequest.Verb, _ output: Output
  ) throws(Failure) -> ExitStatus {
    let id = values[SessionCommands.session]
    guard values[isDry] else { return try carryOut(verb, id: id, values, output) }
    let entry = try SessionCommands.entry(id, SessionCommands.manager(values))
    if verb == .cleanup, !entry.isOver {
      try output.print("refused: \(entry.id) is not over; 'stop' ends it.")
      return .violated
    }
    var lines: [String] = []
    if !entry.isOver {
      lines.append("would end tmux session \(entry.name), if it carries the session's number")
      lines.append("would end each process that carries it: first TERM, then KILL")
    }
    lines.append("would remove worktree \(entry.worktree), if git sees nothing unsaved in it")
    lines.append("would delete branch \(entry.branch), if it holds no commits of its own")
    try output.print(lines.joined(separator: "\n"))
    return .success
  }

  /// Carries a request out.
  static func carryOut(
    _ verb: SessionRequest.Verb, id: String, _ values: Values, _ output: Output,
    key: String = "", agent: String = "", prompt: String = "", repository: String = "",
    base: String = ""
  ) throws(Failure) -> ExitStatus {
    let manager = try SessionCommands.manager(values)
    let isJSON = values[SessionCommands.json]
    let silence = isJSON ? open("/dev/null", O_WRONLY | O_CLOEXEC) : STDOUT_FILENO
    defer { if isJSON { close(silence) } }
    let end = try SessionCommands.carryOut { () throws(ManagerTrouble) in
      try manager.carryOut(
        verb, id: id, key: key, agent: agent, prompt: prompt, repository: repository, base: base,
        output: silence)
    }
    if isJSON {
      let entry = try SessionCommands.carryOut { () throws(ManagerTrouble) in
        try manager.record(of: id.isEmpty ? key : id)
      }
      try output.print(SessionJSON.text(verb, end, entry))
    }
    return SessionCommands.status(end.status)
  }
}
