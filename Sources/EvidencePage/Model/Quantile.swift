/// A value at or below which a share of all values lies.
public struct Quantile: Hashable, Sendable {
  /// The share, from 0 for the smallest value to 1 for the largest.
  public var share: Double
  /// The value.
  public var value: Double

  /// The shares that are kept of samples: enough to draw them, and those that people ask for.
  static let usualShares =
    [0] + (1...19).map { Double($0) / 20 } + [0.98, 0.99, 0.995, 0.999, 1]

  /// Makes a quantile.
  public init(_ share: Double, _ value: Double) {
    self.share = share
    self.value = value
  }
}
