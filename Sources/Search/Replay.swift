/// Takes the steps of a list in turn, and leaves out those that are not enabled when they come.
public struct Replay<M: Model> {
  private let initial: M
  private var enabled: [M.Step] = []
  /// The state in which it ended.
  public private(set) var state: M
  /// The steps that were taken.
  public private(set) var taken: [M.Step] = []

  /// Replays from here.
  public init(from initial: M) {
    self.initial = initial
    state = initial
  }

  /// Takes the steps up to the first violation, and answers with its class.
  public mutating func run(_ steps: [M.Step]) -> String? {
    state = initial
    taken.removeAll(keepingCapacity: true)
    for step in steps {
      if let violation = state.violation { return violation }
      enabled.removeAll(keepingCapacity: true)
      state.enabled(into: &enabled)
      guard enabled.contains(step) else { continue }
      state.take(step)
      taken.append(step)
    }
    return state.violation
  }
}
