/// A part of the state that has one value at a time, or none.
public struct StateCell: Hashable, Sendable {
  /// What it belongs to, such as "records" or "processes".
  public var group: String
  /// What it is called there.
  public var name: String

  /// Makes a cell.
  public init(_ group: String, _ name: String) {
    self.group = group
    self.name = name
  }
}
