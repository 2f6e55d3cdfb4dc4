/// Somebody who takes part in a run.
public struct Lane: Hashable, Sendable {
  /// The name.
  public var name: String

  /// Makes a lane.
  public init(_ name: String) { self.name = name }
}
