/// Probabilistic concurrency testing: each actor has a priority, and the highest that can, goes.
///
/// Burckhardt, Kothari, Musuvathi, Nagarakatte, "A Randomized Scheduler with Probabilistic
/// Guarantees of Finding Bugs", ASPLOS 2010. The priorities are drawn; at `d - 1` of the at most `k`
/// steps, drawn evenly, whoever has just gone falls below all others.
///
/// **Guarantee**: with `n` actors, one step each at a time, a flaw of depth `d`, which shows whenever
/// `d` pairs of steps come in the right order, is found by one schedule with a chance of at least
/// `1 / (n k^(d-1))`. Steps that are nobody's make one actor more; an actor with several steps to
/// choose from draws evenly among them, and that draw is not in the guarantee.
///
/// Its buffers are kept from schedule to schedule: with a model that allocates nothing, neither
/// does it.
public struct PriorityWalk<M: Model> {
  private let initial: M
  private let actorCount: Int
  private let stepCount_max: Int
  private var enabled: [M.Step] = []
  /// By actor; the last is nobody's.
  private var priorities: [Int]
  /// After how many steps the one who went falls, and becomes as low as the place here.
  private var changes: [Int]
  /// The state at the end of the last schedule.
  public private(set) var state: M
  /// The steps of the last schedule.
  public private(set) var taken: [M.Step] = []

  /// Walks from here: so many actors, steps at most, and orders that a flaw may depend on.
  public init(from initial: M, actorCount: Int, stepCount_max: Int, depth: Int) {
    precondition(
      actorCount >= 0 && stepCount_max >= 1 && depth >= 1,
      "\(actorCount) actors, at most \(stepCount_max) steps, depth \(depth)")
    self.initial = initial
    self.actorCount = actorCount
    self.stepCount_max = stepCount_max
    state = initial
    priorities = Array(repeating: 0, count: actorCount + 1)
    changes = Array(repeating: 0, count: depth - 1)
  }

  /// Runs the schedule of a seed.
  public mutating func run(seed: UInt64) -> WalkResult {
    var draws = Draws(seed: seed)
    deal(&draws)
    state = initial
    taken.removeAll(keepingCapacity: true)
    while true {
      if let violation = state.violation { return end(.violated(violation)) }
      if taken.count == stepCount_max { return end(.usedUp) }
      enabled.removeAll(keepingCapacity: true)
      state.enabled(into: &enabled)
      if enabled.isEmpty { return end(state.isPromiseKept ? .atRest : .stuck) }
      let step = choose(&draws)
      let actor = place(of: step)
      state.take(step)
      taken.append(step)
      for change in changes.indices where changes[change] == taken.count {
        priorities[actor] = change
      }
    }
  }

  /// Deals the priorities, all above those to fall to, and the places to fall at.
  private mutating func deal(_ draws: inout Draws) {
    for place in priorities.indices {
      let other = draws.next(below: place + 1)
      priorities[place] = priorities[other]
      priorities[other] = changes.count + place
    }
    for change in changes.indices { changes[change] = 1 + draws.next(below: stepCount_max) }
  }

  private mutating func choose(_ draws: inout Draws) -> M.Step {
    var best = 0
    var highest = -1
    var equals = 0
    for rank in enabled.indices {
      let priority = priorities[place(of: enabled[rank])]
      if priority > highest {
        (best, highest, equals) = (rank, priority, 1)
      } else if priority == highest {
        equals += 1
        if draws.next(below: equals) == 0 { best = rank }
      }
    }
    return enabled[best]
  }

  private func place(of step: M.Step) -> Int {
    guard let actor = state.actor(of: step) else { return actorCount }
    precondition(actor < actorCount, "actor \(actor) of \(actorCount) in step \(step)")
    return actor
  }

  private func end(_ ending: Ending) -> WalkResult {
    WalkResult(stepCount: taken.count, ending: ending)
  }
}
