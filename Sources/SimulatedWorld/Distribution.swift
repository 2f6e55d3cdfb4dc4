import Operations

/// How long something takes: a few quantiles, straight lines between them, whole numbers only.
public struct Distribution: Hashable, Sendable {
  private let least: Int64
  private let median: Int64
  private let ninetieth: Int64
  private let most: Int64

  /// Always the same.
  public static func constant(_ interval: Interval) -> Distribution {
    Distribution(least: interval, median: interval, ninetieth: interval, most: interval)
  }

  /// Evenly anywhere between two lengths.
  public static func uniform(_ least: Interval, _ most: Interval) -> Distribution {
    let width = most.nanoseconds - least.nanoseconds
    return Distribution(
      least: least, median: Interval(nanoseconds: least.nanoseconds + width / 2),
      ninetieth: Interval(nanoseconds: least.nanoseconds + width / 10 * 9), most: most)
  }

  /// By the least, the median, the 90th percentile and the most.
  public init(least: Interval, median: Interval, ninetieth: Interval, most: Interval) {
    precondition(
      Interval.zero <= least && least <= median && median <= ninetieth && ninetieth <= most,
      "quantiles must not fall: \(least) \(median) \(ninetieth) \(most)")
    self.least = least.nanoseconds
    self.median = median.nanoseconds
    self.ninetieth = ninetieth.nanoseconds
    self.most = most.nanoseconds
  }

  /// One length; takes exactly one draw, also when there is nothing to choose.
  public func draw(from stream: inout RandomStream) -> Interval {
    let rank = Int64(stream.next() >> 44)
    // Ranks run over 20 bits; the products below stay within 64 bits for lengths up to 48 hours.
    let half: Int64 = 1 << 19
    let tenth: Int64 = (1 << 20) / 10 * 9
    if rank < half {
      return Interval(nanoseconds: least + Self.part(median - least, rank, half))
    }
    if rank < tenth {
      return Interval(
        nanoseconds: median + Self.part(ninetieth - median, rank - half, tenth - half))
    }
    return Interval(
      nanoseconds: ninetieth + Self.part(most - ninetieth, rank - tenth, (1 << 20) - tenth))
  }

  private static func part(_ width: Int64, _ share: Int64, _ whole: Int64) -> Int64 {
    let product = width.multipliedFullWidth(by: share)
    return whole.dividingFullWidth(product).quotient
  }
}
