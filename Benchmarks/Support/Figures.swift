/// Numbers as people read them.
package enum Figures {
  /// A number with so many places after the point.
  package static func fixed(_ value: Double, _ places: Int) -> String {
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = Int((value * scale).rounded())
    guard places > 0 else { return grouped(scaled) }
    let digits = String(scaled.magnitude % UInt(scale))
    return (scaled < 0 ? "-" : "") + grouped(Int(scaled.magnitude / UInt(scale))) + "."
      + String(repeating: "0", count: places - digits.count) + digits
  }

  /// A whole number with commas between its thousands.
  package static func grouped(_ value: some BinaryInteger) -> String {
    var digits = String(value.magnitude)
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: digits.index(digits.startIndex, offsetBy: place))
      place -= 3
    }
    return (value < 0 ? "-" : "") + digits
  }

  /// A rate in millions.
  package static func millions(_ rate: Double) -> String { fixed(rate / 1e6, 2) }

  /// Bytes in MB.
  package static func megabytes(_ bytes: Int) -> String { fixed(Double(bytes) / 1e6, 1) }
}
