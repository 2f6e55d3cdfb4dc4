/// Checks that belong together.
public struct CheckGroup: Hashable, Sendable {
  /// What they are about.
  public var name: String
  /// What they are to show, in one sentence; empty when the name says it.
  public var purpose: String
  /// The checks, in the order of the plan.
  public var checks: [Check]

  /// Makes a group.
  public init(_ name: String, purpose: String = "", checks: [Check]) {
    self.name = name
    self.purpose = purpose
    self.checks = checks
  }
}
