import Operations
import SimulatedWorld
import Simulation

/// Counts how often each kind of operation was done by somebody of a name, so that each has a name.
struct CallCounter {
  /// All of them, in the order in which they took effect.
  private(set) var calls: [Schedule.Call] = []
  private var counts = CallCounts()

  /// Notes that a candidate is taken.
  mutating func note(_ candidate: Candidate, _ universe: borrowing Universe<Cast>) {
    guard let verb = candidate.verb else { return }
    let name = universe.name(of: candidate.actor)
    counts.note(name, verb)
    calls.append(call(verb, of: name, nth: counts.count(name, verb), universe))
  }

  /// What is pending among candidates, by the names that it gets when it comes next.
  func names(
    of candidates: [Candidate], _ universe: borrowing Universe<Cast>
  ) -> [Schedule.Call] {
    var counts = counts
    var names: [Schedule.Call] = []
    for candidate in candidates {
      guard let verb = candidate.verb else { continue }
      let name = universe.name(of: candidate.actor)
      counts.note(name, verb)
      names.append(call(verb, of: name, nth: counts.count(name, verb), universe))
    }
    return names
  }

  private func call(
    _ verb: Verb, of name: Text, nth: Int, _ universe: borrowing Universe<Cast>
  ) -> Schedule.Call {
    Schedule.Call(universe.world.moment.texts.string(name), verb, nth: nth)
  }
}

/// How often each kind of operation was done by those of each name.
///
/// Several can have one name, as the runners of sessions do. They are counted together: otherwise one
/// name would stand for two calls, and no file could tell them apart.
struct CallCounts {
  private var counts: [Count] = []

  private struct Count {
    var name: Text
    var verb: Verb
    var count: Int
  }

  /// How often something was done.
  func count(_ name: Text, _ verb: Verb) -> Int {
    counts.first { $0.name == name && $0.verb == verb }?.count ?? 0
  }

  /// Notes that it is done once more.
  mutating func note(_ name: Text, _ verb: Verb) {
    if let place = counts.firstIndex(where: { $0.name == name && $0.verb == verb }) {
      counts[place].count += 1
    } else {
      counts.append(Count(name: name, verb: verb, count: 1))
    }
  }
}
