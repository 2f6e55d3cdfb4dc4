import Operations
import SimulatedWorld
import Simulation

/// Counts for each actor how often it has done each kind of operation, so that each has a name.
struct CallCounter {
  /// All of them, in the order in which they took effect.
  private(set) var calls: [Schedule.Call] = []
  private var counts = CallCounts()

  /// Notes that a candidate is taken.
  mutating func note(_ candidate: Candidate, _ universe: borrowing Universe<Cast>) {
    guard let verb = candidate.verb else { return }
    counts.note(candidate.actor, verb)
    let name = universe.world.moment.texts.string(universe.name(of: candidate.actor))
    calls.append(Schedule.Call(name, verb, nth: counts.count(candidate.actor, verb)))
  }
}

/// How often each actor has done each kind of operation.
struct CallCounts {
  private var counts: [Count] = []

  private struct Count {
    var actor: ActorID
    var verb: Verb
    var count: Int
  }

  /// How often an actor has done something.
  func count(_ actor: ActorID, _ verb: Verb) -> Int {
    counts.first { $0.actor == actor && $0.verb == verb }?.count ?? 0
  }

  /// Notes that it does it once more.
  mutating func note(_ actor: ActorID, _ verb: Verb) {
    if let place = counts.firstIndex(where: { $0.actor == actor && $0.verb == verb }) {
      counts[place].count += 1
    } else {
      counts.append(Count(actor: actor, verb: verb, count: 1))
    }
  }
}
