/// A strict, forward-only reader of one JSON text (RFC 8259) that lies in memory.
///
/// The caller says what it expects next; nothing is built that was not asked for. Everything that
/// is passed over is checked all the same: UTF-8, paired surrogates, escapes, the grammar of
/// numbers, and at most `depthMax` values inside one another. The scanner points into the text and
/// must not outlive it. It never reads past the end, whatever the bytes are.
public struct JSONScanner {
  /// How many arrays and objects may be open at once.
  public static let depthMax = 64

  let base: UnsafePointer<UInt8>
  let end: Int
  /// The offset of the next byte.
  public internal(set) var offset: Int
  var depth = 0

  /// A reader of a text.
  public init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.base = bytes.baseAddress ?? Self.nothing
    self.end = bytes.count
    self.offset = 0
  }

  /// Somewhere to point at when there is no text; never read.
  private static var nothing: UnsafePointer<UInt8> { ("" as StaticString).utf8Start }

  // MARK: Any value

  /// Passes over white space and says what kind of value comes next, without taking it.
  public mutating func peek() throws(JSONError) -> JSONKind {
    switch nextByte() {
    case UInt8(ascii: "\""): return .string
    case UInt8(ascii: "{"): return .object
    case UInt8(ascii: "["): return .array
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return .boolean
    case UInt8(ascii: "n"): return .null
    default: throw unexpected("a value")
    }
  }

  /// The fault of finding another kind of value than was asked for.
  @inline(never)
  func mismatch(_ kind: JSONKind) -> JSONError {
    var probe = self
    do {
      let found = try probe.peek()
      let start = probe.offset
      // What only begins like a word of JSON is no value of another kind, but none at all.
      if found == .null || found == .boolean { try probe.skipValue() }
      return .shape("expected \(kind.words), found \(found.words)", at: start)
    } catch {
      return error
    }
  }

  /// Makes sure that nothing but white space is left.
  public mutating func finish() throws(JSONError) {
    skipSpace()
    if offset < end {
      throw .syntax("unexpected \(found) after the end of the value", at: offset)
    }
  }

  /// Whether nothing at all is left.
  public var isAtEnd: Bool { offset >= end }

  // MARK: Objects and arrays

  /// Takes the opening brace of an object.
  public mutating func beginObject() throws(JSONError) {
    if nextByte() != UInt8(ascii: "{") { throw mismatch(.object) }
    try open()
  }

  /// Takes the next key of the object that is open, and its colon; `nil` at its closing brace.
  public mutating func nextKey(isFirst: inout Bool) throws(JSONError) -> JSONString? {
    var byte = nextByte()
    if byte == UInt8(ascii: "}") {
      close()
      return nil
    }
    if isFirst {
      isFirst = false
    } else {
      if byte != UInt8(ascii: ",") { throw unexpected("',' or '}'") }
      offset &+= 1
      byte = nextByte()
    }
    if byte != UInt8(ascii: "\"") { throw unexpected("a key in double quotes") }
    let key = try quoted()
    if nextByte() != UInt8(ascii: ":") { throw unexpected("':'") }
    offset &+= 1
    return key
  }

  /// Takes the opening bracket of an array.
  public mutating func beginArray() throws(JSONError) {
    if nextByte() != UInt8(ascii: "[") { throw mismatch(.array) }
    try open()
  }

  /// Goes to the next element of the array that is open; false at its closing bracket.
  public mutating func nextElement(isFirst: inout Bool) throws(JSONError) -> Bool {
    let byte = nextByte()
    if byte == UInt8(ascii: "]") {
      close()
      return false
    }
    if isFirst {
      isFirst = false
      return true
    }
    if byte != UInt8(ascii: ",") { throw unexpected("',' or ']'") }
    offset &+= 1
    return true
  }

  mutating func open() throws(JSONError) {
    if depth == Self.depthMax {
      throw .syntax("more than \(Self.depthMax) values inside one another", at: offset)
    }
    depth &+= 1
    offset &+= 1
  }

  mutating func close() {
    depth &-= 1
    offset &+= 1
  }

  // MARK: Bytes

  /// Passes over white space; the byte there, or 0 at the end, which is no part of any grammar.
  @inline(__always)
  mutating func nextByte() -> UInt8 {
    if offset < end, base[offset] > 0x20 { return base[offset] }
    skipSpace()
    return offset < end ? base[offset] : 0
  }

  mutating func skipSpace() {
    while offset < end {
      switch base[offset] {
      case 0x20, 0x09, 0x0A, 0x0D: offset &+= 1
      default: return
      }
    }
  }

  /// Takes these very bytes, if they come next; the caller answers for their grammar.
  @inline(__always)
  public mutating func takesBytes(of text: StaticString) -> Bool { takes(text) }

  /// Takes a fixed word.
  @inline(__always)
  mutating func takes(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard end &- offset >= count,
      haveEqualBytes(base + offset, word.utf8Start, count: count)
    else { return false }
    offset &+= count
    return true
  }

  /// The fault of finding something else than was expected.
  @inline(never)
  func unexpected(_ expectation: StaticString) -> JSONError {
    .syntax("expected \(expectation), found \(found)", at: offset)
  }

  /// What stands at the offset, in words.
  var found: String {
    if offset >= end { return "the end of the text" }
    let byte = base[offset]
    if byte > 0x20 && byte < 0x7F { return "'\(Unicode.Scalar(byte))'" }
    let digits = String(byte, radix: 16, uppercase: true)
    return "byte 0x\(byte < 0x10 ? "0" : "")\(digits)"
  }
}
