/// Scenario files that are replayed: all that they expect holds, and each of their reds is violated
/// as it is named.
public struct ScenarioReplay: Hashable, Sendable {
  /// Files and folders, from where the command is run.
  public var paths: [String]
  /// How many scenarios there have to be at least.
  public var least: Int
  /// Whether the page tells, event by event, how the first red of the first file fails.
  public var tellsRed: Bool

  /// Makes a replay.
  public init(_ paths: [String], least: Int = 1, tellsRed: Bool = false) {
    self.paths = paths
    self.least = least
    self.tellsRed = tellsRed
  }
}
