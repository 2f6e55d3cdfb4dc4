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

  /// Takes an array of integers as `integer()` takes each, and adds them to what is there.
  ///
  /// What stands close together, as a program writes it, is read in one go.
  public mutating func integers(into numbers: inout [Int]) throws(JSONError) {
    try beginArray()
    var isFirst = true
    while true {
      while let number = shortInteger(isFirst: isFirst) {
        numbers.append(number)
        isFirst = false
      }
      guard try nextElement(isFirst: &isFirst) else { return }
      numbers.append(try integer())
    }
  }

  /// Takes a comma and a number of at most fifteen digits that another comma or a bracket ends; nil,
  /// and nothing is taken, if what comes next is anything else.
  @inline(__always)
  private mutating func shortInteger(isFirst: Bool) -> Int? {
    var index = offset
    if !isFirst {
      guard index < end, base[index] == UInt8(ascii: ",") else { return nil }
      index &+= 1
    }
    let start = index
    var value = 0
    while index < end, index &- start < 16 {
      let digit = base[index] &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      value = value &* 10 &+ Int(digit)
      index &+= 1
    }
    guard index < end, index > start, index &- start < 16,
      base[index] == UInt8(ascii: ",") || base[index] == UInt8(ascii: "]"),
      index &- start == 1 || base[start] != UInt8(ascii: "0")
    else { return nil }
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
