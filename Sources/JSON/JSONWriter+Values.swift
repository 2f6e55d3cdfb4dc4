extension JSONWriter {
  /// Writes `true` or `false`.
  public mutating func boolean(_ value: Bool) {
    raw(value ? "true" : "false")
  }

  /// Writes an integer.
  public mutating func integer(_ value: Int) {
    if value >= 0 && value < 10 {
      byte(UInt8(truncatingIfNeeded: value) &+ UInt8(ascii: "0"))
      return
    }
    if value < 0 || value > JSONScanner.integerMax { areIntegersExact = false }
    // Twenty characters hold every 64-bit integer with its sign.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var rest = value.magnitude
      var index = 20
      repeat {
        let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
        index &-= 1
        digits[index] = UInt8(truncatingIfNeeded: digit) &+ UInt8(ascii: "0")
        rest = quotient
      } while rest > 0
      if value < 0 {
        index &-= 1
        digits[index] = UInt8(ascii: "-")
      }
      raw(UnsafeBufferPointer(rebasing: UnsafeBufferPointer(digits)[index..<20]))
    }
  }

  /// Writes integers in brackets.
  public mutating func integers(_ values: [Int]) {
    byte(UInt8(ascii: "["))
    for place in values.indices {
      if place > 0 { byte(UInt8(ascii: ",")) }
      let value = values[place]
      if value >= 0 && value < 10 {
        byte(UInt8(truncatingIfNeeded: value) &+ UInt8(ascii: "0"))
      } else {
        integer(value)
      }
    }
    byte(UInt8(ascii: "]"))
  }

  /// Writes a string with its quotes, and escapes what has to be.
  public mutating func string(_ text: String) {
    var text = text
    text.withUTF8 { string(utf8: $0) }
  }

  /// Writes a string from its bytes, which must be valid UTF-8.
  public mutating func string(utf8 bytes: UnsafeBufferPointer<UInt8>) {
    byte(UInt8(ascii: "\""))
    let plain = Self.plainCount(bytes)
    var start = 0
    for index in plain..<bytes.count {
      let character = bytes[index]
      if character >= 0x20 && character != 0x22 && character != 0x5C { continue }
      raw(UnsafeBufferPointer(rebasing: bytes[start..<index]))
      escape(character)
      start = index + 1
    }
    raw(UnsafeBufferPointer(rebasing: bytes[start...]))
    byte(UInt8(ascii: "\""))
  }

  /// How many bytes from the first, in whole words, need not be escaped.
  private static func plainCount(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let raw = UnsafeRawBufferPointer(bytes)
    let ones: UInt64 = 0x0101_0101_0101_0101
    var index = 0
    while raw.count &- index >= 8 {
      let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      let quote = word ^ (ones &* 0x22)
      let slash = word ^ (ones &* 0x5C)
      // The high bit of each byte that is below 0x20, a quotation mark or a backslash; of others as
      // well behind the first such one, which is looked for byte by byte then.
      let found =
        ((word &- ones &* 0x20) & ~word) | ((quote &- ones) & ~quote) | ((slash &- ones) & ~slash)
      if found & (ones &* 0x80) != 0 { break }
      index &+= 8
    }
    return index
  }

  private mutating func escape(_ character: UInt8) {
    switch character {
    case UInt8(ascii: "\""): raw("\\\"")
    case UInt8(ascii: "\\"): raw("\\\\")
    case 0x08: raw("\\b")
    case 0x09: raw("\\t")
    case 0x0A: raw("\\n")
    case 0x0C: raw("\\f")
    case 0x0D: raw("\\r")
    default:
      raw("\\u00")
      byte(character < 0x10 ? UInt8(ascii: "0") : UInt8(ascii: "1"))
      let low = character & 0xF
      byte(low < 10 ? UInt8(ascii: "0") + low : UInt8(ascii: "a") + low - 10)
    }
  }
}
