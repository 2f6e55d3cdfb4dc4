import Operations
import Simulation

extension Comparison {
  /// Drops moves as long as the worlds part in the same way, in halves first and one by one at last.
  public func shrink(_ difference: Difference) -> Difference {
    var best = difference
    var length = max(1, best.moves.count / 2)
    while true {
      var hasShrunk = false
      var start = 0
      // The last move is the one at which they part.
      while start < best.moves.count - 1 {
        var moves = best.moves
        moves.removeSubrange(start..<min(start + length, moves.count - 1))
        if let found = firstDifference(moves), found.isSame(as: difference) {
          best = found
          hasShrunk = true
        } else {
          start += length
        }
      }
      if length > 1 {
        length /= 2
      } else if !hasShrunk {
        return best
      }
    }
  }

  /// A difference for people to read: the script, and both sides of its last move.
  public func words(_ difference: Difference, _ texts: Texts) -> String {
    let wording = Wording(of: texts)
    let moves = difference.moves.map { $0.words(wording) }
    return (moves + ["  simulated: \(difference.simulated)", "  live:      \(difference.live)"])
      .joined(separator: "\n")
  }
}
