import Glibc
import Live
import Operations
import Simulation

/// Takes the simulated tmux and that of this machine through scripts, side by side.
///
/// After each move the replies must be the same, and all sessions and panes. On this machine panes
/// and servers end a little later: what only looks is asked again until it agrees, for a while. How
/// a process ended that has died in a pane may stay unknown there for many seconds, so that is never
/// a difference.
public struct TmuxComparison: Sendable {
  private let table: TextTable
  private let socket: Text
  /// How long the two are given to agree, in nanoseconds.
  private static let patience: Int64 = 2_000_000_000

  /// Compares with the texts of the scripts, on a socket that nobody has used.
  public init(texts: TextTable, socket: String) {
    table = texts
    self.socket = texts.text(socket)
  }

  /// Where the two parted, and both sides of it.
  public struct Difference: Hashable, Sendable {
    /// The moves up to and with that at which they parted.
    public var moves: [TmuxMove]
    /// What the simulated side says: the reply, or the sessions or panes after it.
    public var simulated: String
    /// What this machine says in its place.
    public var live: String

    /// Whether it is a difference of the same kind, though of another script with other names.
    func isSame(as other: Difference) -> Bool {
      kind(of: simulated) == kind(of: other.simulated) && kind(of: live) == kind(of: other.live)
        && moves.last == other.moves.last
    }

    /// The first words of an answer, up to what it names.
    private func kind(of words: String) -> Substring {
      words.prefix { !"$@%=':".contains($0) }
    }
  }

  /// Goes through a script without any server at first; nil when the two agree to its end.
  public func firstDifference(_ moves: [TmuxMove]) -> Difference? {
    let live = LiveTmux(texts: table, socket: socket)
    var simulated = SimulatedTmux(texts: live.texts, socket: socket)
    for (place, move) in moves.enumerated() {
      guard let (left, right) = compare(move, &simulated, live) else { continue }
      return Difference(moves: Array(moves[...place]), simulated: left, live: right)
    }
    return nil
  }

  private func compare(
    _ move: TmuxMove, _ simulated: inout SimulatedTmux, _ live: LiveTmux
  ) -> (String, String)? {
    switch move {
    case .command(let command):
      if let parting = compare(command, mayRepeat: command.onlyLooks, &simulated, live) {
        return parting
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

  /// Drops moves one by one as long as the two part in the same way.
  public func shrink(_ difference: Difference) -> Difference {
    var best = difference
    var place = best.moves.count - 2
    while place >= 0 {
      var moves = best.moves
      moves.remove(at: place)
      if let found = firstDifference(moves), found.isSame(as: difference) { best = found }
      place = min(place, best.moves.count - 1) - 1
    }
    return best
  }

  /// A difference for people to read: the script, and both sides of its last move.
  public func words(_ difference: Difference) -> String {
    let wording = Wording(of: table.withTexts { $0 })
    let moves = difference.moves.map { $0.words(wording, socket: socket) }
    return (moves + ["  simulated: \(difference.simulated)", "  live:      \(difference.live)"])
      .joined(separator: "\n")
  }
}

extension TmuxCommand {
  /// Whether it changes nothing, and can be asked again.
  var onlyLooks: Bool {
    switch self {
    case .hasSession, .listSessions, .listAllPanes, .listPanes, .display, .capturePane, .showOption:
      true
    default: false
    }
  }
}
