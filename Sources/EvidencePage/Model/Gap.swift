/// Something that was not exercised, so that nothing was shown of it.
public struct Gap: Hashable, Sendable {
  /// What.
  public var what: String
  /// Why, or by which check.
  public var reason: String

  /// Makes a gap.
  public init(_ what: String, reason: String) {
    self.what = what
    self.reason = reason
  }
}
