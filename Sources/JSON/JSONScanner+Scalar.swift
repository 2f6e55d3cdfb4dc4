extension JSONScanner {
  /// The largest integer that every reader of JSON agrees on: 2^53 - 1.
  public static let integerMax = 9_007_199_254_740_991

  /// Takes `true` or `false`.
  public mutating func boolean() throws(JSONError) -> Bool {
    switch nextByte() {
    case UInt8(ascii: "t"):
      if takes("true") { return true }
      throw unexpected("true")
    case UInt8(ascii: "f"):
      if takes("false") { return false }
      throw unexpected("false")
    default:
      throw mismatch(.boolean)
    }
  }

  /// Takes an integer from 0 to `integerMax`, written as one: neither `1.0` nor `1e3` nor `-0` is.
  public mutating func integer() throws(JSONError) -> Int {
    let first = nextByte()
    if !Self.isDigit(first) { throw first == UInt8(ascii: "-") ? badInteger() : mismatch(.number) }
    var index = offset &+ 1
    var value = Int(first &- UInt8(ascii: "0"))
    // Eighteen digits cannot overflow; what is longer than sixteen is too large anyway.
    let limit = min(end, offset &+ 18)
    while index < limit, Self.isDigit(base[index]) {
      value = value &* 10 &+ Int(base[index] &- UInt8(ascii: "0"))
      index &+= 1
    }
    if index < end {
      switch base[index] {
      case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        throw badInteger()
      default: break
      }
    }
    let hasLeadingZero = first == UInt8(ascii: "0") && index &- offset > 1
    if hasLeadingZero || value > Self.integerMax { throw badInteger() }
    offset = index
    return value
  }

  /// What is wrong with the number that comes next.
  private func badInteger() -> JSONError {
    var probe = self
    do {
      try probe.skipNumber()
    } catch {
      return error
    }
    let text = UnsafeBufferPointer(start: base + offset, count: probe.offset - offset)
    if text.contains(where: { !Self.isDigit($0) && $0 != UInt8(ascii: "-") }) {
      return .shape("expected an integer, without a fraction or an exponent", at: offset)
    }
    return .shape("expected an integer from 0 to \(Self.integerMax)", at: offset)
  }

  /// Passes over any number.
  mutating func skipNumber() throws(JSONError) {
    if offset < end, base[offset] == UInt8(ascii: "-") { offset &+= 1 }
    if offset < end, base[offset] == UInt8(ascii: "0") {
      offset &+= 1
      if offset < end, Self.isDigit(base[offset]) {
        throw .syntax("a number must not begin with a zero", at: offset &- 1)
      }
    } else {
      try skipDigits()
    }
    if offset < end, base[offset] == UInt8(ascii: ".") {
      offset &+= 1
      try skipDigits()
    }
    if offset < end, base[offset] | 0x20 == UInt8(ascii: "e") {
      offset &+= 1
      if offset < end, base[offset] == UInt8(ascii: "+") || base[offset] == UInt8(ascii: "-") {
        offset &+= 1
      }
      try skipDigits()
    }
  }

  private mutating func skipDigits() throws(JSONError) {
    let start = offset
    while offset < end, Self.isDigit(base[offset]) { offset &+= 1 }
    if offset == start { throw unexpected("a digit") }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}
