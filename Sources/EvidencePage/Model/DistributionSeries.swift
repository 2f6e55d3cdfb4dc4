/// What was measured of one of those that are compared.
public struct DistributionSeries: Hashable, Sendable {
  /// Of what.
  public var name: String
  /// How many values there were.
  public let count: Int
  /// Values below which so much of all lies, in ascending order of the share.
  public let quantiles: [Quantile]

  /// Makes a series of values in any order, which must be finite.
  ///
  /// A quantile is the smallest value below or at which at least so much of all lies.
  public init(_ name: String, samples: [Double]) {
    precondition(samples.allSatisfy(\.isFinite), "\(name) has a value that is no number")
    let sorted = samples.sorted()
    self.init(
      name, count: sorted.count,
      quantiles: sorted.isEmpty
        ? []
        : Quantile.usualShares.map { share in
          let place = Int((share * Double(sorted.count)).rounded(.up)) - 1
          return Quantile(share, sorted[min(max(place, 0), sorted.count - 1)])
        })
  }

  /// Makes a series of which quantiles are known.
  public init(_ name: String, count: Int, quantiles: [Quantile]) {
    self.name = name
    self.count = count
    self.quantiles = quantiles.sorted { ($0.share, $0.value) < ($1.share, $1.value) }
  }
}

extension DistributionSeries {
  /// The quantiles that have names of their own.
  static let named: [(share: Double, name: String)] = [
    (0.5, "p50"), (0.9, "p90"), (0.99, "p99"), (1, "max"),
  ]

  /// The value at or below which so much lies, if it is known.
  func value(_ share: Double) -> Double? { quantiles.first { $0.share == share }?.value }
}
