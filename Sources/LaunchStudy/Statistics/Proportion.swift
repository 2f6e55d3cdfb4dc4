/// How often something happened in so many cases, and within what its true share lies.
public struct Proportion: Hashable, Sendable {
  /// How often.
  public let count: Int
  /// In how many cases.
  public let of: Int

  /// Half the width, in standard deviations, that holds 95 % of a normal distribution.
  private static let z = 1.959963984540054

  /// Makes a proportion.
  public init(_ count: Int, of: Int) {
    precondition(0 <= count && count <= of, "\(count) of \(of) is no share")
    self.count = count
    self.of = of
  }

  /// The share; none of nothing.
  public var share: Double { of > 0 ? Double(count) / Double(of) : 0 }

  /// Wilson's interval of 95 %; nil when there were no cases.
  ///
  /// Unlike the usual one it says something when nothing was seen, and stays between 0 and 1.
  public var interval: ClosedRange<Double>? {
    guard of > 0 else { return nil }
    let n = Double(of)
    let square = Self.z * Self.z
    let middle = (share + square / (2 * n)) / (1 + square / n)
    let half =
      Self.z / (1 + square / n)
      * (share * (1 - share) / n + square / (4 * n * n)).squareRoot()
    // Where all or none were seen, the end is exact, whatever rounding makes of it.
    let low = count == 0 ? 0 : max(0, middle - half)
    let high = count == of ? 1 : min(1, middle + half)
    return low...high
  }
}
