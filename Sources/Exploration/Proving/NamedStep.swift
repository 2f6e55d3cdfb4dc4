import Scenarios

/// A step of a proof, by names that last.
public struct NamedStep: Hashable, Sendable {
  /// The step.
  public var step: ScenarioModel.Step
  /// The operation that takes effect, if it is one.
  public var call: Schedule.Call?
  /// Who crashes, or whose pid is taken.
  public var actor: String?
}
