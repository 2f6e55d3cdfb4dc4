/// One scenario run in many ways, each from its own seed, and beside it the same under a red, which
/// has to be found: a campaign that finds nothing shows nothing unless it could have.
public struct ExplorationWork: Hashable, Sendable {
  /// The scenario file.
  public var scenario: String
  /// How many runs.
  public var runs: Int
  /// How many runs the canary may take until it is found.
  public var canaryRuns: Int
  /// The red that is the canary, counted from 1.
  public var canary: Int
  /// What is varied, by the name of the driver.
  public var driver: String
  /// The first seed, if it is not that of the plan.
  public var seed: UInt64?

  /// Makes an exploration.
  public init(
    _ scenario: String, runs: Int, canary: Int, canaryRuns: Int = 200, driver: String = "swarm",
    seed: UInt64? = nil
  ) {
    self.scenario = scenario
    self.runs = runs
    self.canary = canary
    self.canaryRuns = canaryRuns
    self.driver = driver
    self.seed = seed
  }
}
