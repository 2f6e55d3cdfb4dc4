import Glibc
import Live
import Operations
import Simulation

/// Takes the simulated tmux and that of this machine through scripts, side by side.
///
/// After each move the replies must be the same, and all sessions and panes. On this machine panes
/// and servers end a little later: what only looks is asked again until it agrees, for a while. How
/// a process ended that has died in a pane may stay unknown there for long, so that is never a
/// difference; see `LiveTmux` for what is done about it.
public struct TmuxComparison: SideBySide, Sendable {
  /// The texts of the scripts.
  public let table: TextTable
  /// Who follows.
  public let follower: Follower
  private let socket: Text
  /// How long the two are given to agree, in nanoseconds.
  private static let patience: Int64 = 2_000_000_000

  /// Compares with the texts of the scripts, on a socket that nobody has used.
  public init(texts: TextTable, socket: String, follower: Follower) {
    table = texts
    self.follower = follower
    self.socket = texts.text(socket)
  }

  /// Goes through a script without any server at first; nil when the two agree to its end.
  public func firstDifference(_ moves: [TmuxMove]) -> Difference<TmuxMove>? {
    let live = LiveTmux(texts: table, socket: socket)
    var simulated = SimulatedTmux(texts: live.texts, socket: socket)
    let showsKeys = !moves.contains(where: \.splits)
    for (place, move) in moves.enumerated() where !follower.hasEnough() {
      guard let (left, right) = compare(move, showsKeys: showsKeys, &simulated, live) else {
        continue
      }
      return Difference(moves: Array(moves[...place]), simulated: left, live: right)
    }
    return nil
  }

  private func compare(
    _ move: TmuxMove, showsKeys: Bool, _ simulated: inout SimulatedTmux, _ live: LiveTmux
  ) -> (String, String)? {
    switch move {
    case .command(let command):
      if let parting = compare(command, mayRepeat: command.onlyLooks, &simulated, live) {
        return parting
      }
      // What is typed is on the screen a moment later, or never if the pane dies within it.
      if showsKeys, let look = command.screenOfKeys,
        let (left, right) = compare(look, mayRepeat: true, &simulated, live)
      {
        return ("then " + left, "then " + right)
      }
    case .signal(let signal, pane: let pane):
      live.signal(signal, pane: pane)
      simulated.signal(signal, pane: pane)
    }
    for command in [TmuxCommand.listSessions, .listAllPanes] {
      if let (left, right) = compare(command, mayRepeat: true, &simulated, live) {
        return ("then " + left, "then " + right)
      }
    }
    return nil
  }

  private func compare(
    _ command: TmuxCommand, mayRepeat: Bool, _ simulated: inout SimulatedTmux, _ live: LiveTmux
  ) -> (String, String)? {
    let left = simulated.perform(command)
    var right = live.perform(command)
    let deadline = Deadline(after: mayRepeat ? Self.patience : 0)
    while !left.agrees(with: right), !deadline.hasPassed {
      usleep(5_000)
      right = live.perform(command)
    }
    guard !left.agrees(with: right) else { return nil }
    return (
      left.words(Wording(of: simulated.texts)), right.words(Wording(of: live.texts))
    )
  }

  /// A move, for people to read.
  public func words(_ move: TmuxMove, _ wording: Wording) -> String {
    move.words(wording, socket: socket)
  }

  /// The first words of an answer, up to what it names: ids are other ones in a shorter script.
  public func kind(of answer: String) -> Substring { answer.prefix { !"$@%=':".contains($0) } }
}

extension TmuxMove {
  /// Whether it makes panes so small that their screens cannot be compared.
  fileprivate var splits: Bool {
    if case .command(.splitWindow) = self { true } else { false }
  }
}

extension TmuxCommand {
  /// How to look at the screen on which it shows what is typed.
  fileprivate var screenOfKeys: TmuxCommand? {
    switch self {
    case .sendKeys(let target, _), .paste(let target, _): .capturePane(target)
    default: nil
    }
  }

  /// Whether it changes nothing, and can be asked again.
  var onlyLooks: Bool {
    switch self {
    case .hasSession, .listSessions, .listAllPanes, .listPanes, .display, .capturePane, .showOption:
      true
    default: false
    }
  }
}
