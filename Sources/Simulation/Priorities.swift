import Operations
import SimulatedWorld

/// The actor of the highest priority goes on, and at a few random points it falls behind all others.
///
/// Probabilistic concurrency testing: S. Burckhardt, P. Kothari, M. Musuvathi and S. Nagarakatte,
/// "A randomized scheduler with probabilistic guarantees of finding bugs", ASPLOS 2010. Of n actors
/// that take at most k steps together, one run finds a flaw that needs d orderings with a
/// probability of at least 1 / (n * k^(d - 1)), where d - 1 is the number of changes.
///
/// Two things differ from the paper. Actors come and go, so that priorities are drawn when somebody
/// is first seen. And time goes on: nobody overtakes by more than the reach, which makes the
/// guarantee one about flaws within that reach. What the world does by itself, and what is scripted,
/// comes when it is due.
public struct Priorities: Chooser {
  /// How far events may be taken ahead of their time.
  public let reach: Interval
  private var stream: RandomStream
  /// By actor; what is drawn first lies above all that is set at a change.
  private var priorities: [UInt64] = []
  /// The steps before which the actor that would go on falls behind, in order.
  private var changes: [Int]
  private var nextChange = 0
  private var step = 0

  /// Draws priorities and so many points of change, evenly among so many steps.
  public init(seed: UInt64, changes count: Int, steps: Int, reach: Interval) {
    self.reach = reach
    stream = RandomStream(seed: seed, name: "priorities")
    changes = []
    for _ in 0..<count { changes.append(Int(stream.next(below: UInt64(max(1, steps))))) }
    changes.sort()
  }

  /// The first event of the actor that has the highest priority; what is nobody's comes in time.
  public mutating func choose(among candidates: [Candidate]) -> Int {
    guard candidates[0].actor != .none else { return 0 }
    step += 1
    var best = highest(among: candidates)
    while nextChange < changes.count, changes[nextChange] < step {
      // The later the change, the lower: those who fell behind before go first.
      priorities[candidates[best].actor.index] = UInt64(changes.count - nextChange)
      nextChange += 1
      best = highest(among: candidates)
    }
    return best
  }

  private mutating func highest(among candidates: [Candidate]) -> Int {
    var best = 0
    for place in candidates.indices where candidates[place].actor != .none {
      let index = candidates[place].actor.index
      while priorities.count <= index {
        priorities.append(stream.next() | 1 << 63)
      }
      if priorities[index] > priorities[candidates[best].actor.index] { best = place }
    }
    return best
  }
}
