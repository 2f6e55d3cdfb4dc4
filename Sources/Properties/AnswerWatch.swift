import Operations
import Simulation

/// Tells who has answered since it was asked last.
struct AnswerWatch: Sendable {
  private var seen: [Seen] = []

  /// What was seen of one actor.
  private struct Seen {
    var began: Instant
    var answer: Answer?
  }

  /// Those who have given an answer since the last time, in the order of their numbers.
  mutating func new(in account: borrowing Account) -> [ActorFacts] {
    var found: [ActorFacts] = []
    // Room for a few at once: there are seldom more.
    if seen.isEmpty { seen.reserveCapacity(4) }
    for place in account.actors.indices {
      let began = account.actors[place].began
      let answer = account.actors[place].stance.answer
      if place == seen.count { seen.append(Seen(began: began, answer: nil)) }
      // Started again, it has said nothing yet.
      if seen[place].began != began { seen[place] = Seen(began: began, answer: nil) }
      guard seen[place].answer != answer else { continue }
      seen[place].answer = answer
      if answer != nil { found.append(account.actors[place]) }
    }
    return found
  }

  /// Folds who has said what since it began.
  func fold(into digest: inout Digest, _ account: borrowing Account) {
    for place in seen.indices {
      digest.fold(seen[place].began == account.actors[place].began ? 1 : 0)
      digest.fold(UInt64(seen[place].answer.map { $0.rawValue + 1 } ?? 0))
    }
  }
}
