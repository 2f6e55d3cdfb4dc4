/// How a system fails.
public struct Counterexample<Step: Hashable & Sendable>: Hashable, Sendable {
  /// The class of the failure.
  public var violation: String
  /// The steps from the initial state.
  public var steps: [Step]
  /// The steps that then go round for ever; empty where the failure is a state.
  public var cycle: [Step]
  /// Whether no shorter list of steps fails, in this way where one was asked for.
  public var isShortest: Bool

  /// A way to fail.
  public init(violation: String, steps: [Step], cycle: [Step] = [], isShortest: Bool) {
    self.violation = violation
    self.steps = steps
    self.cycle = cycle
    self.isShortest = isShortest
  }
}
