/// Draws each next step evenly from those that can be taken.
///
/// The simplest driver, and a strong one where flaws need no long run of luck: a schedule of `k`
/// steps with at most `m` to choose from has a chance of at least `1 / m^k`, and no better one is
/// promised.
///
/// Its buffers are kept from schedule to schedule: with a model that allocates nothing, neither
/// does it.
public struct Walk<M: Model> {
  private let initial: M
  private let stepCount_max: Int
  private var enabled: [M.Step] = []
  /// The state at the end of the last schedule.
  public private(set) var state: M
  /// The steps of the last schedule.
  public private(set) var taken: [M.Step] = []

  /// Walks from here, so many steps at most.
  public init(from initial: M, stepCount_max: Int) {
    precondition(stepCount_max >= 0, "at most \(stepCount_max) steps")
    self.initial = initial
    self.stepCount_max = stepCount_max
    state = initial
  }

  /// Runs the schedule of a seed.
  public mutating func run(seed: UInt64) -> WalkResult {
    var draws = Draws(seed: seed)
    state = initial
    taken.removeAll(keepingCapacity: true)
    while true {
      if let violation = state.violation { return end(.violated(violation)) }
      if taken.count == stepCount_max { return end(.usedUp) }
      enabled.removeAll(keepingCapacity: true)
      state.enabled(into: &enabled)
      if enabled.isEmpty { return end(state.isPromiseKept ? .atRest : .stuck) }
      let step = enabled[draws.next(below: enabled.count)]
      state.take(step)
      taken.append(step)
    }
  }

  private func end(_ ending: Ending) -> WalkResult {
    WalkResult(stepCount: taken.count, ending: ending)
  }
}
