import Operations
import Simulation

/// One step of a script that the simulated tmux and the one of this machine go through.
public enum TmuxMove: Hashable, Sendable {
  /// A command of a client.
  case command(TmuxCommand)
  /// A signal to the process of a pane, by the pane's id.
  case signal(Signal, pane: Int32)

  /// In words, with texts by their bytes.
  func words(_ wording: Wording, socket: Text) -> String {
    switch self {
    case .command(let command): wording.words(.tmux(command, socket: socket))
    case .signal(let signal, pane: let pane): "\(signal) to what runs in %\(pane)"
    }
  }
}

/// What tmux answered, without what two machines cannot have in common: pids and times.
struct TmuxReply: Hashable {
  var outcome: Outcome
  var rows: [Row]
  private let asksForStatus: Bool
  /// Whether it is a screen on which stands that its pane is dead.
  private let tellsOfDeath: Bool

  /// Takes an answer to a command; what is on a screen is told by its last lines.
  init(_ outcome: Outcome, _ rows: [Row], to command: TmuxCommand, _ texts: Texts) {
    var tellsOfDeath = false
    self.rows = rows.map { row in
      switch row {
      case .pane(var pane):
        pane.reference = Self.withoutPids(pane.reference)
        pane.sessionCreated = 0
        return .pane(pane)
      case .session(var session):
        session.created = 0
        return .session(session)
      default: return row
      }
    }
    switch (outcome, command) {
    case (.tmux(.created(let pane)), _):
      self.outcome = .tmux(.created(Self.withoutPids(pane)))
    case (.tmux(.listing(let listing)), _):
      self.outcome = .tmux(.listing(Listing(slot: 0, count: listing.count)))
    case (.tmux(.text(let text)), .display(_, .panePid)),
      (.tmux(.text(let text)), .display(_, .serverPid)):
      self.outcome = .tmux(.text(text.isEmpty ? text : Text("a pid")))
    case (.tmux(.text(let text)), .capturePane):
      let screen = texts.string(text)
      tellsOfDeath = screen.split(separator: "\n").contains { $0.hasPrefix(Self.death) }
      self.outcome = .tmux(.text(Self.lastLines(of: screen)))
    default:
      self.outcome = outcome
    }
    asksForStatus =
      switch command {
      case .display(_, .paneDeadStatus): true
      default: false
      }
    self.tellsOfDeath = tellsOfDeath
  }

  /// Whether the reply of this machine is as good as this one of the simulated: it may know less of
  /// how a process ended.
  func agrees(with live: TmuxReply) -> Bool {
    if asksForStatus, live.outcome == .tmux(.text(.empty)), case .tmux(.text) = outcome {
      return true
    }
    // What it does not know of a death it does not write on the screen, which moves up only then.
    if tellsOfDeath, !live.tellsOfDeath { return true }
    guard outcome == live.outcome, rows.count == live.rows.count else { return false }
    return zip(rows, live.rows).allSatisfy { left, right in
      guard case .pane(var known) = left, case .pane(let seen) = right else { return left == right }
      if seen.isDead, seen.ending == nil { known.ending = nil }
      return known == seen
    }
  }

  private static let death = "Pane is dead"

  private static func withoutPids(_ pane: PaneReference) -> PaneReference {
    PaneReference(
      serverPid: 0, serverStart: 0, session: pane.session, window: pane.window, pane: pane.pane,
      panePid: 0)
  }

  /// The simulated screen has no empty lines and four others at most, and how a pane died is told
  /// when it is known.
  private static func lastLines(of screen: String) -> Text {
    let lines = screen.split(separator: "\n").filter { !$0.hasPrefix(death) }
    var last = lines.suffix(3).joined(separator: "\n")
    return last.withUTF8 { Text(bytes: $0) }
  }

  /// In words, with texts by their bytes.
  func words(_ wording: Wording) -> String {
    guard !rows.isEmpty else { return wording.words(outcome) }
    return rows.map { row in
      switch row {
      case .pane(let pane):
        "$\(pane.reference.session) @\(pane.reference.window) %\(pane.reference.pane)"
          + " \(pane.isDead) \(pane.ending.map { "\($0)" } ?? "-")"
          + [pane.sessionName, pane.currentCommand, pane.owner, pane.generation, pane.state]
          .map { " " + wording.words(.tmux(.text($0))) }.joined()
      case .session(let session):
        "$\(session.id) \(session.windows) \(wording.words(.tmux(.text(session.name))))"
      default: "\(row)"
      }
    }.joined(separator: "; ")
  }
}
