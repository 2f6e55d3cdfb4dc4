/// How durations are spelled: a whole number and its unit.
public enum Durations {
  static let expectation = "a duration such as 500ms, 5s or 2m"
  /// One duration within a pattern.
  public static let part = "(0|[1-9][0-9]*)(ns|us|ms|s|m|h)"
  static let pattern = "^\(part)$"

  /// From the largest to the smallest.
  private static let units: [(name: String, nanoseconds: Int64)] = [
    ("h", 3_600_000_000_000), ("m", 60_000_000_000), ("s", 1_000_000_000), ("ms", 1_000_000),
    ("us", 1_000), ("ns", 1),
  ]

  /// The nanoseconds of a duration, for notations of which it is a part; nil if it is none.
  public static func nanoseconds(_ text: String) -> Int64? {
    if case .success(let value) = read(text) { value } else { nil }
  }

  static func read(_ text: String) -> Result<Int64, Fault> {
    let digits = text.utf8.prefix { (0x30...0x39).contains($0) }
    guard !digits.isEmpty else { return .failure(Fault("")) }
    let rest = text.utf8[digits.endIndex...]
    guard let unit = units.first(where: { $0.name.utf8.elementsEqual(rest) }) else {
      if rest.isEmpty {
        let isZero = digits.allSatisfy { $0 == 0x30 }
        return .failure(
          Fault(
            ", which has no unit", hint: isZero ? "write 0s" : "the units are ns, us, ms, s, m, h"))
      }
      if rest.first == UInt8(ascii: ".") {
        return .failure(
          Fault(", which has a fraction", hint: "use a smaller unit: 1500ms for 1.5s"))
      }
      return .failure(Fault("", hint: "the units are ns, us, ms, s, m, h"))
    }
    if digits.count > 1 && digits.first == 0x30 {
      return .failure(Fault(", which has a leading zero", hint: "leave it out"))
    }
    let (value, isTooLong) = (Int64(String(Substring(digits))) ?? .max)
      .multipliedReportingOverflow(by: unit.nanoseconds)
    if isTooLong || Int64(String(Substring(digits))) == nil {
      return .failure(
        Fault(", which is too long; the longest is \(Int64.max / 3_600_000_000_000)h"))
    }
    return .success(value)
  }

  /// The duration in the largest unit that leaves no fraction.
  public static func text(of nanoseconds: Int64) -> String {
    precondition(nanoseconds >= 0, "\(nanoseconds) ns is no duration")
    if nanoseconds == 0 { return "0s" }
    for unit in units where nanoseconds.isMultiple(of: unit.nanoseconds) {
      return "\(nanoseconds / unit.nanoseconds)\(unit.name)"
    }
    return "\(nanoseconds)ns"
  }
}
