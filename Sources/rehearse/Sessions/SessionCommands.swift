import Commands
import Glibc
import SessionManager

/// `rehearse session`: the session manager itself, on this machine.
enum SessionCommands {
  static let state = Option<Path?>(
    "state", placeholder: "folder",
    help: "The folder of the manager; else REHEARSAL_STATE, else '.rehearsal' in the home.")
  static let socket = Option<String?>(
    "socket", placeholder: "path", help: "The socket of the tmux server; else one in the folder.")
  static let entryPoint = Option<String>(
    "entry-point", placeholder: "words", default: "rehearse session",
    help: "What hints begin with.")
  static let json = Flag("json", help: "Print JSON.")
  static let session = Argument<String>("session", help: "The id of a session.")

  /// What every command of it has.
  static let shared: [any Declaration] = [state, socket, entryPoint]

  /// The subcommands, in the order of the help.
  static let subcommands: [any Subcommand.Type] = [
    SessionSpawn.self, SessionList.self, SessionStatus.self, SessionView.self, SessionSend.self,
    SessionResume.self, SessionStop.self, SessionKill.self, SessionRestore.self,
    SessionCleanup.self, SessionSurvey.self, SessionClose.self, SessionSupervise.self,
    SessionDesk.self, SessionCheck.self, SessionReport.self, SessionRunnerHelper.self,
    SessionAgentHelper.self,
  ]

  static let command = Command(
    "session",
    abstract: "Start, watch and end agent sessions on this machine.",
    discussion: """
      A session is a record, a git worktree on a branch of its own, a tmux session with a runner in \
      it, and the agent that the runner starts. All that the manager keeps is below one folder.
      """,
    subcommands: subcommands.map { $0.command })

  /// The manager that is meant.
  static func manager(_ values: Values) throws(Failure) -> Manager {
    let folder = values[state]?.description ?? usualFolder
    guard let folder else {
      throw Failure(
        status: .usage, message: "Where is the manager's folder? Name it with '--state'.")
    }
    return try carryOut { () throws(ManagerTrouble) in
      let places: Places
      do throws(Places.Trouble) {
        places = try Places(at: folder)
      } catch {
        throw ManagerTrouble(error.message)
      }
      return try Manager(places, socket: values[socket], entryPoint: values[entryPoint])
    }
  }

  private static var usualFolder: String? {
    if let named = getenv("REHEARSAL_STATE") { return String(cString: named) }
    return getenv("HOME").map { String(cString: $0) + "/.rehearsal" }
  }

  /// Refuses a number of seconds, or of anything, that is not at least one.
  static func checkPositive(_ option: Option<Int>, _ values: Values) throws(Failure) {
    guard values[option] < 1 else { return }
    throw Failure(status: .usage, message: "'--\(option.parameter.name)' must be at least 1.")
  }

  /// Turns what the manager cannot do into what the program reports.
  static func carryOut<Result>(
    _ body: () throws(ManagerTrouble) -> Result
  ) throws(Failure) -> Result {
    do throws(ManagerTrouble) {
      return try body()
    } catch {
      throw Failure(status: .inputOutput, message: error.message)
    }
  }

  /// The session of an id.
  static func entry(_ id: String, _ manager: Manager) throws(Failure) -> SessionEntry {
    let found = try carryOut { () throws(ManagerTrouble) in try manager.record(of: id) }
    guard let found else {
      throw Failure(status: .violated, message: "There is no session '\(id)'.")
    }
    return found
  }

  /// The status of a program of the manager as that of this one.
  static func status(_ status: UInt8) -> ExitStatus {
    ExitStatus(rawValue: Int32(status)) ?? .inputOutput
  }
}
