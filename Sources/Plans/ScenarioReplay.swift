/// Scenario files that are replayed: all that they expect holds, and each of their reds is violated
/// as it is named.
public struct ScenarioReplay: Hashable, Sendable {
  /// Files and folders, from where the command is run.
  public var paths: [String]
  /// How many scenarios there have to be at least.
  public var least: Int

  /// Makes a replay.
  public init(_ paths: [String], least: Int = 1) {
    self.paths = paths
    self.least = least
  }
}
