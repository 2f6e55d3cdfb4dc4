/// The simulated world and this machine side by side.
public struct ConformanceWork: Hashable, Sendable {
  /// What is compared.
  public var areas: [String]
  /// How many scripts of each.
  public var scripts: Int
  /// The seed of the first script, if it is not that of the plan.
  public var seed: UInt64?

  /// Makes a comparison.
  public init(_ areas: [String], scripts: Int, seed: UInt64? = nil) {
    self.areas = areas
    self.scripts = scripts
    self.seed = seed
  }
}
