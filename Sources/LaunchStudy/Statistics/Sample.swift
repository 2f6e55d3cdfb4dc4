/// Measured values in ascending order, and what is said of them.
public struct Sample: Hashable, Sendable {
  /// The values.
  public let values: [Int64]

  /// Makes a sample of values in any order.
  public init(_ values: [Int64]) { self.values = values.sorted() }

  /// The smallest value at or below which so much of all lies; nil of nothing.
  public func quantile(_ share: Double) -> Int64? {
    guard !values.isEmpty else { return nil }
    let place = Int((share * Double(values.count)).rounded(.up)) - 1
    return values[min(max(place, 0), values.count - 1)]
  }

  /// The largest value.
  public var largest: Int64? { values.last }

  /// The mean, to the nearest unit.
  public var mean: Int64? { exactMean.map { Int64($0.rounded()) } }

  private var exactMean: Double? {
    guard !values.isEmpty else { return nil }
    // Relative to the smallest, so that no sum of long times loses its last digits.
    let base = values[0]
    let sum = values.reduce(0.0) { $0 + Double($1 - base) }
    return Double(base) + sum / Double(values.count)
  }

  /// The standard deviation of what the values are a sample of; nil of fewer than two.
  public var deviation: Int64? {
    guard let mean = exactMean, values.count > 1 else { return nil }
    let squares = values.reduce(0.0) { sum, value in
      let distance = Double(value) - mean
      return sum + distance * distance
    }
    return Int64((squares / Double(values.count - 1)).squareRoot().rounded())
  }

  /// Within what the true median lies with at least 95 %, whatever the distribution; nil of too few.
  public var medianInterval: ClosedRange<Int64>? {
    guard let rank = MedianRank.lower(of: values.count) else { return nil }
    return values[rank - 1]...values[values.count - rank]
  }
}
