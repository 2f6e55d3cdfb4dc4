import Glibc
import Operations
import Testing

@testable import Live

/// A folder of its own with a socket in it, and whatever servers were started there: at the end each
/// is killed, and so is what ran in their panes.
final class PrivateTmux {
  let folder: String
  let texts = TextTable()
  let client: TmuxClient
  private var servers: Set<Int32> = []

  static let programs = [
    "sleep": TmuxProgram("/bin/sleep", ["3600"]),
    "cat": TmuxProgram("/bin/cat"),
    "exit": TmuxProgram("/bin/sh", ["-c", "exit \"$1\"", "sh"]),
    "kill": TmuxProgram("/bin/sh", ["-c", "kill -\"$1\" $$; sleep 3600", "sh"]),
    "words": TmuxProgram("/bin/sh", ["-c", "printf '<%s>' \"$@\"; sleep 3600", "sh", "two words"]),
    "fork": TmuxProgram("/no/such/program"),
  ]

  init(environment: [String] = [], path: String = "/usr/bin/tmux") throws {
    folder = try temporaryFolder()
    var settings = TmuxClient.Settings(programs: Self.programs)
    settings.environment += environment
    settings.path = path
    client = TmuxClient(settings, texts: texts)
  }

  var socket: String { folder + "/socket" }

  /// Performs a command; it has twenty seconds unless told otherwise.
  func answer(_ command: TmuxCommand, within seconds: Double = 20) -> Answer {
    let answer = client.perform(
      command, socket: texts.text(socket), until: Deadline(after: Int64(seconds * 1e9)))
    if case .tmux(.created(let pane)) = answer.outcome { servers.insert(pane.serverPid) }
    return answer
  }

  /// What came of a command that tmux answered.
  @discardableResult
  func ask(_ command: TmuxCommand) throws -> TmuxOutcome {
    guard case .tmux(let outcome) = answer(command).outcome else { throw NoAnswer() }
    return outcome
  }

  /// Takes the servers on that others of its kind have started.
  func adopt(_ outcomes: [Outcome]) {
    for case .tmux(.created(let pane)) in outcomes { servers.insert(pane.serverPid) }
  }

  func text(_ string: String) -> Text { texts.text(string) }

  func launch(_ program: String, _ argument: String = "") -> Launch {
    Launch(program: text(program), argument: text(argument))
  }

  /// Makes a session.
  @discardableResult
  func make(_ name: String, _ program: String = "sleep", _ argument: String = "") throws
    -> PaneReference
  {
    try #require(pane(of: ask(.newSession(name: text(name), launch(program, argument)))))
  }

  func pane(of outcome: TmuxOutcome) -> PaneReference? {
    if case .created(let pane) = outcome { return pane }
    return nil
  }

  /// The text that a command is answered with.
  func told(_ command: TmuxCommand) throws -> String? {
    if case .text(let text) = try ask(command) { return texts.string(text) }
    return nil
  }

  /// The failure that a command ends with, as its reason and its subject.
  func failure(_ command: TmuxCommand) throws -> Failure? {
    guard case .failed(let failure) = try ask(command) else { return nil }
    return Failure(failure.reason, texts.string(failure.subject))
  }

  func panes(_ command: TmuxCommand = .listAllPanes) -> [PaneFacts] {
    answer(command).rows.compactMap { if case .pane(let facts) = $0 { facts } else { nil } }
  }

  func sessions() -> [SessionFacts] {
    answer(.listSessions).rows.compactMap { if case .session(let row) = $0 { row } else { nil } }
  }

  var names: [String] { sessions().map { texts.string($0.name) } }

  /// Waits until something holds, ten seconds at most.
  func settles(_ condition: () throws -> Bool) throws -> Bool {
    let deadline = Deadline(after: 10_000_000_000)
    while !deadline.hasPassed {
      if try condition() { return true }
      usleep(5_000)
    }
    return try condition()
  }

  deinit {
    // Of the panes' processes some may not mind the end of their server.
    let mark = Array("TMUX=\(socket),".utf8)
    let inPanes = processes().filter { contents("/proc/\($0)/environ").firstRange(of: mark) != nil }
    for server in servers
    where contents("/proc/\(server)/cmdline").firstRange(of: Array(socket.utf8)) != nil {
      kill(server, SIGKILL)
    }
    for pid in inPanes { kill(pid, SIGKILL) }
    removeFolder(folder)
  }

  struct NoAnswer: Error {}

  struct Failure: Equatable {
    var reason: TmuxFailure.Reason
    var subject: String

    init(_ reason: TmuxFailure.Reason, _ subject: String = "") {
      self.reason = reason
      self.subject = subject
    }
  }
}
