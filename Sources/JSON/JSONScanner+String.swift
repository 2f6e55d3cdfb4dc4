extension JSONScanner {
  /// Takes a string.
  public mutating func string() throws(JSONError) -> JSONString {
    if nextByte() != UInt8(ascii: "\"") { throw mismatch(.string) }
    return try quoted()
  }

  /// Takes a string whose opening quote is next.
  mutating func quoted() throws(JSONError) -> JSONString {
    let start = offset
    var index = start &+ 1
    var hasEscapes = false
    while true {
      index = plainEnd(from: index)
      if index >= end {
        throw .syntax("a string that is not closed", at: start)
      }
      let byte = base[index]
      if byte == UInt8(ascii: "\"") { break }
      if byte == UInt8(ascii: "\\") {
        hasEscapes = true
        index = try escapeEnd(from: index)
      } else if byte >= 0x80 {
        index = try multibyteEnd(from: index)
      } else {
        offset = index
        throw .syntax("a control character (\(found)) must be escaped in a string", at: index)
      }
    }
    offset = index &+ 1
    let bytes = UnsafeBufferPointer(start: base + start + 1, count: index &- start &- 1)
    return JSONString(offset: start, bytes: bytes, hasEscapes: hasEscapes)
  }

  /// The first offset from here on that is not an ordinary ASCII character, eight bytes at a time.
  @inline(__always)
  private func plainEnd(from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    var index = start
    let raw = UnsafeRawPointer(base)
    while index &+ 8 <= end {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      // A high bit marks each byte that is a quote, a backslash, below a space or not ASCII. A
      // borrow can mark a byte too many, but only above one that is rightly marked, and the lowest
      // counts.
      let quote = word ^ (ones &* 0x22)
      let backslash = word ^ (ones &* 0x5C)
      let marks =
        ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash)
        | ((word &- ones &* 0x20) & ~word) | word
      let special = marks & highs
      if special != 0 { return index &+ special.trailingZeroBitCount >> 3 }
      index &+= 8
    }
    while index < end {
      let byte = base[index]
      if byte < 0x20 || byte >= 0x80 || byte == 0x22 || byte == 0x5C { return index }
      index &+= 1
    }
    return index
  }

  /// Where an escape ends that begins here; a pair of surrogates counts as one.
  private func escapeEnd(from start: Int) throws(JSONError) -> Int {
    if start &+ 1 < end {
      let letter = base[start &+ 1]
      if Self.meaning(ofEscape: letter) != nil { return start &+ 2 }
      if letter == UInt8(ascii: "u") {
        let unit = try codeUnit(at: start)
        if unit & 0xF800 != 0xD800 { return start &+ 6 }
        let isPaired =
          unit & 0xFC00 == 0xD800 && start &+ 7 < end
          && base[start &+ 6] == UInt8(ascii: "\\") && base[start &+ 7] == UInt8(ascii: "u")
        if isPaired, try codeUnit(at: start &+ 6) & 0xFC00 == 0xDC00 { return start &+ 12 }
        throw .syntax("a surrogate without its other half", at: start)
      }
    }
    throw .syntax("an escape that does not exist", at: start)
  }

  /// The number in an escape such as `\u0041` that begins here.
  private func codeUnit(at start: Int) throws(JSONError) -> UInt32 {
    var unit: UInt32 = 0
    for index in start &+ 2..<start &+ 6 {
      guard index < end, let digit = Self.digit(base[index]) else {
        throw .syntax("an escape needs four hexadecimal digits", at: start)
      }
      unit = unit << 4 | digit
    }
    return unit
  }

  /// Where a character of several bytes ends that begins here (Unicode, table 3-7).
  private func multibyteEnd(from start: Int) throws(JSONError) -> Int {
    let lead = base[start]
    let second: ClosedRange<UInt8>
    let count: Int
    switch lead {
    case 0xC2...0xDF: (count, second) = (2, 0x80...0xBF)
    case 0xE0: (count, second) = (3, 0xA0...0xBF)
    case 0xED: (count, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (count, second) = (3, 0x80...0xBF)
    case 0xF0: (count, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (count, second) = (4, 0x80...0xBF)
    case 0xF4: (count, second) = (4, 0x80...0x8F)
    default: throw .syntax("invalid UTF-8", at: start)
    }
    guard start &+ count <= end, second.contains(base[start &+ 1]) else {
      throw .syntax("invalid UTF-8", at: start)
    }
    for index in start &+ 2..<max(start &+ 2, start &+ count) where base[index] & 0xC0 != 0x80 {
      throw .syntax("invalid UTF-8", at: start)
    }
    return start &+ count
  }

  /// The value of a hexadecimal digit.
  static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte &- UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte &- UInt8(ascii: "a") &+ 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte &- UInt8(ascii: "A") &+ 10)
    default: nil
    }
  }

  /// The byte that an escape of one letter stands for.
  static func meaning(ofEscape letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: nil
    }
  }
}
