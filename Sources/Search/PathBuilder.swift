/// Turns choices by rank into steps by name.
struct PathBuilder<M: Model> {
  private(set) var state: M
  private(set) var steps: [M.Step] = []
  private let takesLocalSteps: Bool
  private var local = LocalRun<M>()

  init(from initial: M, takesLocalSteps: Bool) {
    state = initial
    self.takesLocalSteps = takesLocalSteps
    if takesLocalSteps { local.run(&state, into: &steps) }
  }

  /// Takes a step by its rank, and the local ones after it.
  mutating func take(_ rank: Int) {
    var enabled: [M.Step] = []
    state.enabled(into: &enabled)
    precondition(rank < enabled.count, "step \(rank) of \(enabled) after \(steps)")
    steps.append(enabled[rank])
    state.take(enabled[rank])
    if takesLocalSteps { local.run(&state, into: &steps) }
  }
}
