import Operations
import Search

/// A planted flaw of a given depth: actors 0 and 1 take turns, and only perfect turns fail.
///
/// With `depth + 1` steps between the two, each after the one before, `depth` pairs have to come in
/// the right order. Other actors are in the way.
struct Alternation: Model {
  let depth: Int
  let otherSteps: Int
  private var done: [Int]
  private var isInTurn = true

  init(depth: Int, actorCount: Int, otherSteps: Int) {
    self.depth = depth
    self.otherSteps = otherSteps
    done = Array(repeating: 0, count: actorCount)
  }

  /// How many steps a run has.
  var stepCount: Int { depth + 1 + (done.count - 2) * otherSteps }

  private func length(of actor: Int) -> Int {
    actor > 1 ? otherSteps : (depth + 2 - actor) / 2
  }

  func enabled(into steps: inout [Int]) {
    for actor in done.indices where done[actor] < length(of: actor) { steps.append(actor) }
  }

  mutating func take(_ step: Int) {
    if step < 2, (done[0] + done[1]) % 2 != step { isInTurn = false }
    done[step] += 1
  }

  var violation: String? { isInTurn && done[0] + done[1] == depth + 1 ? "in turn" : nil }

  func fold(into digest: inout Digest) {
    for count in done { digest.fold(count) }
    digest.fold(isInTurn ? 1 : 0)
  }

  func actor(of step: Int) -> Int? { step }
}
