/// An axis of values, from the left to the right of a drawing.
struct Axis {
  /// The values that are marked.
  let ticks: [Double]
  private let low: Double
  private let high: Double
  private let isLogarithmic: Bool

  /// Makes an axis on which all these values lie.
  ///
  /// One that is logarithmic has room for values above zero only; where there are others it is not.
  init(of values: [Double], isLogarithmic wanted: Bool) {
    let smallest = values.min() ?? 0
    let largest = values.max() ?? 1
    isLogarithmic = wanted && smallest > 0
    if isLogarithmic {
      let first = Logarithm.base10(smallest).rounded(.down)
      let last = max(Logarithm.base10(largest).rounded(.up), first + 1)
      low = first
      high = last
      ticks = stride(from: first, through: last, by: 1).map(Self.powerOfTen)
    } else {
      let step = Self.step(max(largest, 0) - min(smallest, 0))
      low = (min(smallest, 0) / step).rounded(.down) * step
      high = max((max(largest, 0) / step).rounded(.up) * step, low + step)
      let first = low
      ticks = (0...Int(((high - low) / step).rounded())).map { first + Double($0) * step }
    }
  }

  /// Where a value lies, from 0 on the left to 1 on the right.
  func place(_ value: Double) -> Double {
    let scaled = isLogarithmic ? Logarithm.base10(max(value, .leastNormalMagnitude)) : value
    return min(max((scaled - low) / (high - low), 0), 1)
  }

  /// A step of 1, 2 or 5 times a power of ten that divides a width into four to ten.
  private static func step(_ width: Double) -> Double {
    guard width > 0 else { return 1 }
    let power = powerOfTen(Logarithm.base10(width).rounded(.down) - 1)
    return [1.0, 2, 5, 10, 20].map { $0 * power }.first { width / $0 <= 6 } ?? 20 * power
  }

  private static func powerOfTen(_ exponent: Double) -> Double {
    let power = (0..<Int(exponent.magnitude)).reduce(1.0) { product, _ in product * 10 }
    return exponent < 0 ? 1 / power : power
  }
}
