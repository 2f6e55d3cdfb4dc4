import Commands
import Glibc
import SessionManager
import Supervision

/// `rehearse session supervise`.
enum SessionSupervise: Subcommand {
  static let person = Option<String>(
    "person", placeholder: "name", default: "owner",
    help: "Who is told what needs a person; it is written to notices/ in the folder.")
  static let pause = Option<Int>(
    "pause", placeholder: "seconds", default: 5, help: "How long between two rounds.")
  static let isBackground = Flag(
    "background", help: "Start it apart from this terminal, and tell its process.")

  static let command = Command(
    "supervise",
    abstract: "Watch over all sessions until told to end.",
    discussion: """
      One supervisor watches a folder; a second one waits for the lock that the first holds. It ends \
      no session itself. TERM ends one, also in the background.
      """,
    parameters: [person, pause, isBackground] + SessionCommands.shared)

  static func run(
    _ values: Values, output: Output, errors: Output
  ) throws(Failure) -> ExitStatus {
    let manager = try SessionCommands.manager(values)
    try SessionCommands.checkPositive(pause, values)
    guard values[isBackground] else {
      return SessionCommands.status(
        try SessionCommands.carryOut { () throws(ManagerTrouble) in
          try manager.supervise(person: values[person], pauseSeconds: values[pause])
        })
    }
    let started = try SessionCommands.carryOut { () throws(ManagerTrouble) in
      try manager.superviseInBackground(
        person: values[person], pauseSeconds: values[pause])
    }
    let state = started.watches ? "watches" : "waits for the supervisor that watches"
    try output.print("supervisor \(started.pid) \(state); it prints to \(started.log)")
    return .success
  }
}

/// `rehearse session survey`.
enum SessionSurvey: Subcommand {
  static let sweep = Flag(
    "sweep", help: "Mark complete sessions, and close those whose time is over.")
  static let isDry = Flag("dry-run", help: "Only say what would be done.")
  static let keep = Option<Int>(
    "keep", placeholder: "seconds", default: 86_400,
    help: "How long what is complete is kept to be read.")

  static let command = Command(
    "survey",
    abstract: "Tell which sessions are active, kept to be read, stale, or safe to close.",
    parameters: [sweep, isDry, keep] + SessionCommands.shared)

  static func run(
    _ values: Values, output: Output, errors: Output
  ) throws(Failure) -> ExitStatus {
    let manager = try SessionCommands.manager(values)
    try SessionCommands.checkPositive(keep, values)
    let words = (values[sweep] ? "sweep" : "status") + (values[isDry] ? " --dry-run" : "")
    return SessionCommands.status(
      try SessionCommands.carryOut { () throws(ManagerTrouble) in
        try manager.retain(words, keepSeconds: values[keep], output: STDOUT_FILENO)
      })
  }
}

/// `rehearse session close`.
enum SessionClose: Subcommand {
  static let command = Command(
    "close",
    abstract: "Close the tmux session of one that is complete, when that is proven to be safe.",
    parameters: [SessionCommands.session, SessionWork.isDry, SessionSurvey.keep]
      + SessionCommands.shared)

  static func run(
    _ values: Values, output: Output, errors: Output
  ) throws(Failure) -> ExitStatus {
    let manager = try SessionCommands.manager(values)
    let id = values[SessionCommands.session]
    try SessionCommands.checkPositive(SessionSurvey.keep, values)
    let words = (values[SessionWork.isDry] ? "--dry-run " : "") + "close \(id)"
    return SessionCommands.status(
      try SessionCommands.carryOut { () throws(ManagerTrouble) in
        try manager.retain(
          words, keepSeconds: values[SessionSurvey.keep], output: STDOUT_FILENO)
      })
  }
}

/// `rehearse session report`: what an agent's hooks call.
enum SessionReport: Subcommand {
  static let activity = Argument<String>(
    "activity", help: "active, ready, idle, waiting-input, blocked or exited.")

  static let command = Command(
    "report",
    abstract: "Tell the supervisor what an agent does, from within its session.",
    discussion: """
      It is meant for an agent's hooks. The session is the one that the caller runs in, by \
      REHEARSAL_SESSION and REHEARSAL_NONCE in the environment that the runner gave it.
      """,
    parameters: [activity] + SessionCommands.shared)

  static func run(
    _ values: Values, output: Output, errors: Output
  ) throws(Failure) -> ExitStatus {
    guard let session = getenv("REHEARSAL_SESSION"), let nonce = Manager.ownNonce else {
      throw Failure(status: .usage, message: "This is no session: only an agent reports.")
    }
    let named = AgentActivity.allCases.first { word($0) == values[activity] }
    guard let named else {
      throw Failure(
        status: .usage,
        message: "'\(values[activity])' is no activity; known are "
          + AgentActivity.allCases.map(word).joined(separator: ", ") + ".")
    }
    let manager = try SessionCommands.manager(values)
    let isHeard = try SessionCommands.carryOut { () throws(ManagerTrouble) in
      try manager.report(named, of: String(cString: session), nonce: nonce)
    }
    return isHeard ? .success : .violated
  }

  private static func word(_ activity: AgentActivity) -> String {
    switch activity {
    case .active: "active"
    case .ready: "ready"
    case .idle: "idle"
    case .waitingInput: "waiting-input"
    case .blocked: "blocked"
    case .exited: "exited"
    }
  }
}

/// `rehearse session runner`: the program of a session's pane, which nobody types.
enum SessionRunnerHelper: Subcommand {
  static let command = Command(
    "runner", abstract: "Run in a session's pane.", isHidden: true,
    parameters: [SessionCommands.session] + SessionCommands.shared)

  static func run(
    _ values: Values, output: Output, errors: Output
  ) throws(Failure) -> ExitStatus {
    let manager = try SessionCommands.manager(values)
    return SessionCommands.status(
      try SessionCommands.carryOut { () throws(ManagerTrouble) in
        try manager.runRunner(of: values[SessionCommands.session])
      })
  }
}

/// `rehearse session start-agent`: what a runner starts, and what becomes the agent.
enum SessionAgentHelper: Subcommand {
  static let command = Command(
    "start-agent", abstract: "Become a session's agent.", isHidden: true,
    parameters: [SessionCommands.session] + SessionCommands.shared)

  static func run(
    _ values: Values, output: Output, errors: Output
  ) throws(Failure) -> ExitStatus {
    let manager = try SessionCommands.manager(values)
    return try SessionCommands.carryOut { () throws(ManagerTrouble) in
      try manager.startAgent(of: values[SessionCommands.session])
    }
  }
}
