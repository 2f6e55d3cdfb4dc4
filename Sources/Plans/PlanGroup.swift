/// Checks that belong together.
public struct PlanGroup: Hashable, Sendable {
  /// The name, which is that of its folder in the evidence.
  public var name: String
  /// What it is about.
  public var title: String
  /// What it is to show.
  public var goal: String
  /// The checks.
  public var checks: [Check]
  /// The seed, if it is not that of the plan.
  public var seed: UInt64?

  /// Makes a group.
  public init(name: String, title: String, goal: String, checks: [Check], seed: UInt64? = nil) {
    self.name = name
    self.title = title
    self.goal = goal
    self.checks = checks
    self.seed = seed
  }
}
