/// Takes local steps at once, one after the other.
struct LocalRun<M: Model> {
  /// The most in a row: beyond it, the state is one like any other.
  static var length_max: Int { 64 }

  /// The steps that are enabled where it ended.
  private(set) var enabled: [M.Step] = []
  /// How many steps the last run took.
  private(set) var length = 0

  /// Runs on from a state, and stops early at a violation.
  mutating func run(_ state: inout M) {
    length = 0
    while true {
      enabled.removeAll(keepingCapacity: true)
      state.enabled(into: &enabled)
      guard length < Self.length_max, let rank = first(in: state) else { return }
      state.take(enabled[rank])
      length += 1
      if state.violation != nil { return }
    }
  }

  /// The same, and keeps the steps.
  mutating func run(_ state: inout M, into steps: inout [M.Step]) {
    var left = Self.length_max
    while left > 0, state.violation == nil {
      enabled.removeAll(keepingCapacity: true)
      state.enabled(into: &enabled)
      guard let rank = first(in: state) else { return }
      steps.append(enabled[rank])
      state.take(enabled[rank])
      left -= 1
    }
  }

  /// Only fills in what is enabled.
  mutating func look(at state: borrowing M) {
    enabled.removeAll(keepingCapacity: true)
    state.enabled(into: &enabled)
  }

  /// The first local step; one whose actor could do something else as well is none.
  private func first(in state: borrowing M) -> Int? {
    for rank in enabled.indices where state.isLocal(enabled[rank]) {
      let actor = state.actor(of: enabled[rank])
      var isAlone = true
      for other in enabled.indices where other != rank {
        if state.actor(of: enabled[other]) == actor { isAlone = false }
      }
      if isAlone { return rank }
    }
    return nil
  }
}
