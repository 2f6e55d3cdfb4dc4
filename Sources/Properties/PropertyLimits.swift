import Operations

/// The numbers that a file sets for a property; nil where it leaves the usual one.
public struct PropertyLimits: Hashable, Sendable {
  /// Within which time something has to be so.
  public var within: Interval?
  /// How often something may be so.
  public var max: Int?

  /// The usual numbers.
  public init(within: Interval? = nil, max: Int? = nil) {
    self.within = within
    self.max = max
  }
}
