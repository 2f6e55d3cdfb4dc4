import Live
import Operations
import Simulation

/// Takes both worlds through scripts, side by side.
///
/// After each move the replies must be the same, and all that can be seen of the state. For files it
/// has to run on a thread that has an empty folder for its root.
public struct Comparison: SideBySide, Sendable {
  /// What is compared.
  public enum Kind: Hashable, Sendable {
    /// Files and locks.
    case files
    /// The store, whose file has this path.
    case store(path: String)
  }

  /// What is compared.
  public let kind: Kind
  /// How many programs take part; one more watches.
  public static let programs = 2

  /// The texts of the scripts.
  public let table: TextTable
  /// Who follows.
  public let follower: Follower

  /// Compares with the texts of the scripts.
  public init(_ kind: Kind, texts: TextTable, follower: Follower) {
    self.kind = kind
    self.follower = follower
    table = texts
  }

  /// Goes through a script from an empty world; nil when the worlds agree to its end.
  public func firstDifference(_ moves: [Move]) -> Difference<Move>? {
    var live = LiveSide(texts: table, storePath: storePath, programs: Self.programs + 1)
    empty(&live)
    var simulated = SimulatedSide(texts: live.texts)
    for (place, move) in moves.enumerated() where !follower.hasEnough() {
      let difference = compare(move, &simulated, &live)
      guard let difference else { continue }
      return Difference(
        moves: Array(moves[...place]), simulated: difference.simulated, live: difference.live)
    }
    return nil
  }

  private func compare(
    _ move: Move, _ simulated: inout SimulatedSide, _ live: inout LiveSide
  ) -> (simulated: String, live: String)? {
    switch move {
    case .ask(let operation, by: let program):
      let (left, right) = (
        reply(to: operation, by: program, &simulated), reply(to: operation, by: program, &live)
      )
      if left != right {
        let (left, right) = (
          left.words(Wording(of: simulated.texts)), right.words(Wording(of: live.texts))
        )
        return (left, right)
      }
    case .ends(let program):
      simulated.end(program)
      live.end(program)
    }
    let left = simulated.state(of: kind, watcher: Self.programs)
    let right = live.state(of: kind, watcher: Self.programs)
    guard left != right else { return nil }
    let place = zip(left, right).enumerated().first { $1.0 != $1.1 }?.offset
    let common = place ?? min(left.count, right.count)
    return (
      "then " + (common < left.count ? left[common] : "nothing"),
      "then " + (common < right.count ? right[common] : "nothing")
    )
  }

  private func reply(
    to operation: Operation, by program: Int, _ side: inout some Side
  ) -> Reply {
    let (outcome, rows) = side.perform(operation, by: program)
    return Reply(outcome, rows)
  }

  private var storePath: String {
    if case .store(path: let path) = kind { path } else { "/nowhere/store" }
  }

  /// A move, for people to read.
  public func words(_ move: Move, _ wording: Wording) -> String { move.words(wording) }

  /// Removes what another script has left.
  private func empty(_ live: inout LiveSide) {
    let files = LiveFiles(texts: table)
    switch kind {
    case .files:
      for case .name(let name) in files.perform(.list(table.text("/"))).rows {
        _ = files.perform(.removeTree(table.text("/\(table.string(name))")))
      }
    case .store(path: let path):
      for suffix in ["", "-wal", "-shm"] {
        _ = files.perform(.remove(table.text(path + suffix)))
      }
    }
  }
}
