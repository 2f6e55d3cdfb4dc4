import Live
import Operations
import Simulation

/// Where the two worlds parted, and both sides of it.
public struct Difference<Move: Hashable & Sendable>: Hashable, Sendable {
  /// The moves up to and with that at which they parted.
  public var moves: [Move]
  /// What the simulated side says: the reply, or the first line of the state that is another.
  public var simulated: String
  /// What this machine says in its place.
  public var live: String
}

/// Takes both worlds through scripts of one kind of moves.
public protocol SideBySide {
  /// What a script is made of.
  associatedtype Move: Hashable & Sendable

  /// The texts of the scripts.
  var table: TextTable { get }
  /// Who follows, and may have enough of it.
  var follower: Follower { get }

  /// Goes through a script from an empty world; nil when the worlds agree to its end, or as far as it
  /// came until the follower had enough.
  func firstDifference(_ moves: [Move]) -> Difference<Move>?

  /// A move, for people to read.
  func words(_ move: Move, _ wording: Wording) -> String

  /// What two answers have in common when they are the same but for names that a shorter script
  /// gives otherwise.
  func kind(of answer: String) -> Substring
}

extension SideBySide {
  /// The whole answer: names are the same in every script.
  public func kind(of answer: String) -> Substring { answer[...] }

  /// Drops moves as long as the worlds part in the same way, in halves first and one by one at last.
  public func shrink(_ difference: Difference<Move>) -> Difference<Move> {
    var best = difference
    var length = max(1, best.moves.count / 2)
    while !follower.hasEnough() {
      var hasShrunk = false
      var start = 0
      // The last move is the one at which they part.
      while start < best.moves.count - 1, !follower.hasEnough() {
        var moves = best.moves
        moves.removeSubrange(start..<min(start + length, moves.count - 1))
        if let found = firstDifference(moves), isSame(found, as: difference) {
          best = found
          hasShrunk = true
        } else {
          start += length
        }
      }
      if length > 1 {
        length /= 2
      } else if !hasShrunk {
        break
      }
    }
    return best
  }

  private func isSame(_ found: Difference<Move>, as other: Difference<Move>) -> Bool {
    kind(of: found.simulated) == kind(of: other.simulated)
      && kind(of: found.live) == kind(of: other.live) && found.moves.last == other.moves.last
  }

  /// A difference for people to read: the script, and both sides of its last move.
  public func words(_ difference: Difference<Move>) -> String {
    let wording = Wording(of: table.withTexts { $0 })
    let moves = difference.moves.map { words($0, wording) }
    return (moves + ["  simulated: \(difference.simulated)", "  live:      \(difference.live)"])
      .joined(separator: "\n")
  }
}
