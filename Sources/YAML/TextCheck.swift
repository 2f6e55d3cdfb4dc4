/// Makes sure that a text holds nothing that YAML forbids or that parsers disagree about.
///
/// Afterwards a line ends at a line feed, a carriage return, or both, and nowhere else: the other
/// line separators of Unicode are breaks in YAML 1.1 and letters in YAML 1.2, so they are refused.
struct TextCheck {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var offset = 0
  private var line = 1
  private var column = 1

  private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  static func check(_ bytes: UnsafeBufferPointer<UInt8>) throws(YAMLError) {
    guard bytes.count <= YAMLLimits.bytesMax else {
      throw YAMLError(
        "the file has \(bytes.count) bytes; at most \(YAMLLimits.bytesMax) are read",
        at: Mark(line: 1, column: 1))
    }
    var check = TextCheck(bytes)
    try check.run()
  }

  private mutating func run() throws(YAMLError) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    while offset < bytes.count {
      let byte = bytes[offset]
      switch byte {
      case 0x0A:
        newLine(1)
      case 0x0D:
        newLine(offset + 1 < bytes.count && bytes[offset + 1] == 0x0A ? 2 : 1)
      case 0x09, 0x20...0x7E:
        offset += 1
        column += 1
      case 0..<0x80:
        throw error("the control character U+00\(hexadecimal(UInt32(byte), 2)) is not allowed")
      default:
        try takeScalar()
      }
    }
  }

  private mutating func newLine(_ length: Int) {
    offset += length
    line += 1
    column = 1
  }

  private mutating func takeScalar() throws(YAMLError) {
    guard let (value, length) = Self.scalar(in: bytes, at: offset) else {
      throw error(
        "the byte 0x\(hexadecimal(UInt32(bytes[offset]), 2)) is not valid UTF-8 here; "
          + "save the file as UTF-8")
    }
    switch value {
    case 0x80...0x9F where value != 0x85, 0xFEFF, 0xFFFE, 0xFFFF:
      throw error("the character U+\(hexadecimal(value, 4)) is not allowed")
    case 0x85, 0x2028, 0x2029:
      throw error(
        "the line separator U+\(hexadecimal(value, 4)) is not allowed; "
          + "write \"\\u\(hexadecimal(value, 4))\" in double quotes")
    default:
      offset += length
      column += 1
    }
  }

  /// The scalar that begins at an offset with a byte beyond ASCII, or nil if none does.
  private static func scalar(
    in bytes: UnsafeBufferPointer<UInt8>, at offset: Int
  ) -> (value: UInt32, length: Int)? {
    let first = bytes[offset]
    let (length, least): (Int, UInt32)
    switch first {
    case 0xC2...0xDF: (length, least) = (2, 0x80)
    case 0xE0...0xEF: (length, least) = (3, 0x800)
    case 0xF0...0xF4: (length, least) = (4, 0x10000)
    default: return nil
    }
    guard offset + length <= bytes.count else { return nil }
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for index in (offset + 1)..<(offset + length) {
      guard bytes[index] & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(bytes[index] & 0x3F)
    }
    return value >= least && Unicode.Scalar(value) != nil ? (value, length) : nil
  }

  private func error(_ sentence: String) -> YAMLError {
    YAMLError(sentence, at: Mark(line: line, column: column))
  }
}

/// A number in hexadecimal digits, at least so many.
func hexadecimal(_ value: UInt32, _ digits: Int) -> String {
  let text = String(value, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(0, digits - text.count)) + text
}
