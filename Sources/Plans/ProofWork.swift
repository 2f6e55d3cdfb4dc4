/// All runs of a scenario, and all of those under a red, of which one has to fail.
public struct ProofWork: Hashable, Sendable {
  /// The scenario file.
  public var scenario: String
  /// How often a player may crash.
  public var crashes: Int
  /// After how many states it is given up.
  public var states: Int
  /// The red that must not be provable, counted from 1.
  public var canary: Int

  /// Makes a proof.
  public init(_ scenario: String, crashes: Int = 0, states: Int = 5_000_000, canary: Int) {
    self.scenario = scenario
    self.crashes = crashes
    self.states = states
    self.canary = canary
  }
}
