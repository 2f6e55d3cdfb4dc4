/// Numbers as people read them.
enum Figures {
  /// A whole number with a comma at each thousand.
  static func text(_ number: Int) -> String {
    let digits = Array(String(number.magnitude))
    var text = number < 0 ? "\u{2212}" : ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place).isMultiple(of: 3) { text += "," }
      text.append(digit)
    }
    return text
  }

  /// A measured number, to three digits that count and no finer than a thousandth; all digits before
  /// the point are kept.
  static func text(_ value: Double) -> String {
    guard value.isFinite, value.magnitude < 1e15 else { return "\(value)" }
    let decimals =
      value.magnitude >= 100 ? 0 : value.magnitude >= 10 ? 1 : value.magnitude >= 1 ? 2 : 3
    return fixed(value, decimals)
  }

  /// A share as percent, finer the smaller it is.
  static func percent(_ share: Double) -> String {
    let value = share * 100
    let decimals = value >= 10 || value == 0 ? 0 : value >= 1 ? 1 : value >= 0.1 ? 2 : 3
    return fixed(value, decimals) + "\u{A0}%"
  }

  /// A place within a drawing, in percent of its width.
  static func place(_ share: Double) -> String { fixed(share * 100, 2) + "%" }

  /// A time in seconds, to the millisecond.
  static func seconds(_ timeNs: Int64) -> String {
    fixed(Int(timeNs / 1_000_000), 3) + "\u{A0}s"
  }

  /// A time in seconds, to the microsecond.
  static func fineSeconds(_ timeNs: Int64) -> String {
    fixed(Int(timeNs / 1_000), 6) + "\u{A0}s"
  }

  /// How long something took, in the unit that suits.
  static func duration(_ timeNs: Int64) -> String {
    switch timeNs.magnitude {
    case 0..<1_000_000: text(Double(timeNs) / 1e3) + "\u{A0}µs"
    case 0..<1_000_000_000: text(Double(timeNs) / 1e6) + "\u{A0}ms"
    default: text(Double(timeNs) / 1e9) + "\u{A0}s"
    }
  }

  private static func fixed(_ value: Double, _ decimals: Int) -> String {
    let scale = [1.0, 10, 100, 1_000][decimals]
    return fixed(Int((value * scale).rounded()), decimals)
  }

  /// A number of the smallest parts, with the point before so many of its digits.
  private static func fixed(_ parts: Int, _ decimals: Int) -> String {
    let unit = (0..<decimals).reduce(1) { product, _ in product * 10 }
    let whole = Int(parts.magnitude) / unit
    let sign = parts < 0 ? "\u{2212}" : ""
    guard decimals > 0 else { return sign + text(whole) }
    let rest = String(Int(parts.magnitude) % unit)
    return sign + text(whole) + "." + String(repeating: "0", count: decimals - rest.count) + rest
  }
}

extension Figures {
  /// A value at an axis, without digits that say nothing.
  static func tick(_ value: Double) -> String {
    guard value.magnitude < 1e15 else { return "\(value)" }
    return value == value.rounded() ? text(Int(value)) : "\(value)"
  }
}
