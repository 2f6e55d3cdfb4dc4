/// Times and shares as people read them, the same on every machine.
enum LaunchWords {
  /// A time in nanoseconds, to three digits that count.
  static func time(_ nanoseconds: Int64?) -> String {
    guard let nanoseconds else { return "-" }
    let value = Double(nanoseconds)
    return switch nanoseconds.magnitude {
    case 0..<1_000_000: digits(value / 1e3) + " us"
    case 0..<999_500_000: digits(value / 1e6) + " ms"
    default: digits(value / 1e9) + " s"
    }
  }

  /// A share in percent, finer the smaller it is; none and all are told apart from nearly so.
  static func percent(_ share: Double) -> String {
    let value = share * 100
    if value == 0 || value == 100 { return fixed(value, 0) }
    if value > 99 { return fixed(min(value, 99.99), 2) }
    return value >= 10 ? fixed(value, 0) : fixed(max(value, 0.01), value >= 1 ? 1 : 2)
  }

  /// A proportion in percent with its interval: `50 (47-53)`.
  static func percent(_ proportion: Proportion) -> String {
    guard let interval = proportion.interval else { return "-" }
    return "\(percent(proportion.share)) "
      + "(\(percent(interval.lowerBound))-\(percent(interval.upperBound)))"
  }

  /// A whole number with a comma at each thousand.
  static func count(_ number: Int) -> String {
    let digits = Array(String(number))
    var text = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place).isMultiple(of: 3) { text += "," }
      text.append(digit)
    }
    return text
  }

  /// Nanoseconds as microseconds, rounded.
  static func microseconds(_ nanoseconds: Int64) -> Int { Int((nanoseconds + 500) / 1_000) }

  /// A share in millionths, rounded.
  static func millionths(_ share: Double) -> Int { Int((share * 1e6).rounded()) }

  private static func digits(_ value: Double) -> String {
    fixed(value, value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2)
  }

  private static func fixed(_ value: Double, _ decimals: Int) -> String {
    let unit = [1, 10, 100][decimals]
    let parts = Int((value * Double(unit)).rounded())
    guard decimals > 0 else { return "\(parts)" }
    let rest = String(parts % unit)
    return "\(parts / unit)." + String(repeating: "0", count: decimals - rest.count) + rest
  }
}
