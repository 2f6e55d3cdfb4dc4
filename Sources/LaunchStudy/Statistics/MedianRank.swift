/// Between which of so many values in order the true median lies.
///
/// How many of n values lie below the median is binomial with one half, whatever they are a sample
/// of. So the interval from the rth smallest to the rth largest holds it with a chance that can be
/// counted.
public enum MedianRank {
  /// The rank of the lower end, counted from 1: the largest for which the chance is 95 % or more; nil
  /// where even the smallest and the largest value do not hold it so surely.
  public static func lower(of count: Int) -> Int? {
    guard count > 0 else { return nil }
    let weights = weights(of: count)
    let whole = weights.reduce(0, +)
    // What may lie beyond one end.
    let spare = whole * 0.025
    var beyond = 0.0
    var rank = 0
    for weight in weights {
      beyond += weight
      // As much as that is allowed, not more, whatever rounding makes of it.
      guard beyond <= spare * (1 + 1e-12) else { break }
      rank += 1
    }
    return rank > 0 ? rank : nil
  }

  /// How likely 0 to n of n values are below the median, in proportion to the likeliest number.
  ///
  /// From the middle outwards, since one half to the power of some thousand is no number.
  private static func weights(of count: Int) -> [Double] {
    var weights = Array(repeating: 0.0, count: count + 1)
    let middle = count / 2
    weights[middle] = 1
    for place in stride(from: middle, to: 0, by: -1) {
      weights[place - 1] = weights[place] * Double(place) / Double(count - place + 1)
    }
    for place in stride(from: middle, to: count, by: 1) {
      weights[place + 1] = weights[place] * Double(count - place) / Double(place + 1)
    }
    return weights
  }
}
