/// One way to launch under one condition: what is measured as one.
public struct LaunchCell: Hashable, Sendable {
  /// Who launches.
  public var system: LaunchSystem
  /// Under what.
  public var condition: LaunchCondition

  /// Makes a cell.
  public init(_ system: LaunchSystem, _ condition: LaunchCondition) {
    self.system = system
    self.condition = condition
  }

  /// How many launches begin at once.
  public var load: Int { condition.load }
}
