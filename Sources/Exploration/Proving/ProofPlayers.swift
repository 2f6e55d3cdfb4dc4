import Operations
import Scenarios
import Simulation

/// Who plays in a proof, and who of them are so alike that nobody can tell which is which.
///
/// Of those who are alike, the first to do something is called the first, the second to do something
/// the second, and so on; whoever crashes before it has done anything is called the last. Every run
/// becomes such a run when its actors exchange their names, so no other has to be gone through (the
/// idea is that of C. N. Ip and D. L. Dill, "Better verification through symmetry", 1996, made as
/// small as it can be: names are given out by the order of the first steps, and not for each state).
struct ProofPlayers: Sendable {
  /// All of them.
  let all: [ActorID]
  /// Those who are alike, by their numbers; each in one group at most.
  private let groups: [Range<Int>]

  /// The players of a scenario, in the order in which they come on.
  init(_ scenario: Scenario, groupsAlike: Bool) {
    var groups: [Range<Int>] = []
    var number = 0
    // Whoever is named somewhere is not like the others.
    let words = "\(scenario.timeline) \(scenario.expectations)"
    for player in scenario.actors {
      let count = max(1, player.count)
      let isAlike =
        count > 1 && number + count <= 64 && !player.part.isNumbered
        && !player.names.contains { words.contains("\"\($0)\"") }
      if groupsAlike, isAlike { groups.append(number..<number + count) }
      number += count
    }
    self.groups = groups
    all = (0..<number).map { ActorID(rawValue: Int32($0)) }
  }

  /// Whether an actor that has done nothing has to wait for another that is to be called the first.
  func mustWait(
    _ actor: ActorID, _ started: UInt64, _ isGone: (ActorID) -> Bool
  ) -> Bool {
    isAmongIdle(actor, started) { group, place in
      group.lowerBound..<place
    } found: {
      !isGone($0)
    }
  }

  /// Whether an actor that has done nothing may not crash before another that is to be called the
  /// last.
  func mustOutlive(
    _ actor: ActorID, _ started: UInt64, _ isGone: (ActorID) -> Bool
  ) -> Bool {
    isAmongIdle(actor, started) { group, place in
      place + 1..<group.upperBound
    } found: {
      !isGone($0)
    }
  }

  /// The actors that have done something, with one more; those who are like nobody are left out.
  func starting(_ actor: ActorID, _ started: UInt64) -> UInt64 {
    let place = Int(actor.rawValue)
    return groups.contains { $0.contains(place) } ? started | 1 << UInt64(place) : started
  }

  private func isAmongIdle(
    _ actor: ActorID, _ started: UInt64, _ others: (Range<Int>, Int) -> Range<Int>,
    found: (ActorID) -> Bool
  ) -> Bool {
    let place = Int(actor.rawValue)
    guard let group = groups.first(where: { $0.contains(place) }), started >> UInt64(place) & 1 == 0
    else { return false }
    return others(group, place).contains { other in
      started >> UInt64(other) & 1 == 0 && found(ActorID(rawValue: Int32(other)))
    }
  }
}

extension Part {
  /// Whether those whom one name stands for are told different things.
  fileprivate var isNumbered: Bool {
    switch self {
    case .command(let part): part.run.contains("#")
    case .forge(let part): part.run.contains("#")
    case .retention(let part): part.words.contains("#")
    default: false
    }
  }
}
