/// Something that no check exercises.
public struct Untested: Hashable, Sendable {
  /// What.
  public var what: String
  /// Why.
  public var reason: String

  /// Makes a remark.
  public init(_ what: String, reason: String) {
    self.what = what
    self.reason = reason
  }
}
