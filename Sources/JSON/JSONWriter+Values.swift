extension JSONWriter {
  /// Writes `true` or `false`.
  public mutating func boolean(_ value: Bool) {
    raw(value ? "true" : "false")
  }

  /// Writes an integer.
  @inline(__always)
  public mutating func integer(_ value: Int) {
    if UInt(bitPattern: value) < 10 {
      byte(UInt8(truncatingIfNeeded: value) &+ UInt8(ascii: "0"))
      return
    }
    manyDigits(value)
  }

  @inline(never)
  private mutating func manyDigits(_ value: Int) {
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

  /// Writes the hexadecimal digits of a number, without leading zeros.
  public mutating func hexadecimal(_ number: UInt64) {
    let count = max(1, (67 &- number.leadingZeroBitCount) / 4)
    digits(Self.hexadecimalDigits(UInt32(truncatingIfNeeded: number >> 32)), last: count &- 8)
    digits(Self.hexadecimalDigits(UInt32(truncatingIfNeeded: number)), last: min(count, 8))
  }

  /// Writes the last so many of eight characters; none when it is none.
  private mutating func digits(_ eight: UInt64, last count: Int) {
    guard count > 0 else { return }
    reserve(8)
    let bytes = (eight << UInt64((8 &- count) &* 8)).bigEndian
    UnsafeMutableRawPointer(base + filled).storeBytes(of: bytes, as: UInt64.self)
    filled &+= count
  }

  /// The eight hexadecimal digits of a number as the bytes of a word, the first one the highest.
  private static func hexadecimalDigits(_ number: UInt32) -> UInt64 {
    // Each half byte into a byte of its own, four, two and then one at a time.
    var nibbles = UInt64(number)
    nibbles = (nibbles | nibbles << 16) & 0x0000_FFFF_0000_FFFF
    nibbles = (nibbles | nibbles << 8) & 0x00FF_00FF_00FF_00FF
    nibbles = (nibbles | nibbles << 4) & 0x0F0F_0F0F_0F0F_0F0F
    // A byte of ones where the digit is a letter.
    let letters = ((nibbles &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101) &* 0xFF
    let letterOffset = UInt64(UInt8(ascii: "a") &- UInt8(ascii: "0") &- 10)
    let ones: UInt64 = 0x0101_0101_0101_0101
    return nibbles &+ ones &* UInt64(UInt8(ascii: "0")) &+ (letters & ones &* letterOffset)
  }

  /// Writes integers in brackets.
  public mutating func integers(_ values: [Int]) {
    byte(UInt8(ascii: "["))
    values.withUnsafeBufferPointer { values in
      var place = 0
      while place < values.count {
        // Most are single digits, which are written without a look at the room for each.
        let rest = values.count &- place
        reserve(2 &* rest)
        var next = base + filled
        while place < values.count, UInt(bitPattern: values[place]) < 10 {
          next[0] = UInt8(truncatingIfNeeded: values[place]) &+ UInt8(ascii: "0")
          next[1] = UInt8(ascii: ",")
          next += 2
          place &+= 1
        }
        filled = next - base
        guard place < values.count else { break }
        integer(values[place])
        byte(UInt8(ascii: ","))
        place &+= 1
      }
      // Nothing comes after the last one.
      if !values.isEmpty { filled &-= 1 }
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
    reserve(bytes.count &+ 2)
    byte(UInt8(ascii: "\""))
    let plain = Self.plainCount(bytes)
    if plain == bytes.count {
      raw(bytes)
      byte(UInt8(ascii: "\""))
      return
    }
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

  /// How many bytes from the first need not be escaped: all, or so many whole words.
  private static func plainCount(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let raw = UnsafeRawBufferPointer(bytes)
    let ones: UInt64 = 0x0101_0101_0101_0101
    var index = 0
    guard raw.count >= 8 else { return 0 }
    while index < raw.count {
      // The last word may overlap the one before it.
      let place = min(index, raw.count &- 8)
      let word = raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      let quote = word ^ (ones &* 0x22)
      let slash = word ^ (ones &* 0x5C)
      // The high bit of each byte that is below 0x20, a quotation mark or a backslash; of others as
      // well behind the first such one, which is looked for byte by byte then.
      let found =
        ((word &- ones &* 0x20) & ~word) | ((quote &- ones) & ~quote) | ((slash &- ones) & ~slash)
      if found & (ones &* 0x80) != 0 { break }
      index &+= 8
    }
    return min(index, raw.count)
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
