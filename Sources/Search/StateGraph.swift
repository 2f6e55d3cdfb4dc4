/// The states that a search took the steps of, with those steps.
struct StateGraph {
  /// Where the steps of each state begin; one more than there are states.
  private(set) var starts: [Int] = [0]
  /// Where each step leads.
  private(set) var targets: [UInt32] = []
  /// Its rank among the steps that were enabled.
  private(set) var ranks: [UInt16] = []
  /// The bit of its actor; none for nobody.
  private(set) var actors: [UInt64] = []
  /// By state: whose steps were enabled.
  private(set) var enabled: [UInt64] = []
  /// By state: whether the promise was kept.
  private(set) var isKept: [Bool] = []

  /// How many states there are.
  var count: Int { enabled.count }

  /// The steps of a state.
  func edges(of state: Int) -> Range<Int> { starts[state]..<starts[state + 1] }

  /// Adds a step of the state that is being added.
  mutating func add(rank: Int, actor: UInt64, target: UInt32) {
    ranks.append(UInt16(rank))
    actors.append(actor)
    targets.append(target)
  }

  /// Closes the state whose steps were just added.
  mutating func close(enabled: UInt64, isKept: Bool) {
    self.enabled.append(enabled)
    self.isKept.append(isKept)
    starts.append(targets.count)
  }

  /// What all of it takes.
  var byteCount: Int {
    starts.capacity * 8 + targets.capacity * 4 + ranks.capacity * 2 + actors.capacity * 8
      + enabled.capacity * 8 + isKept.capacity
  }
}
