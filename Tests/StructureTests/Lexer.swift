/// Splits Swift code into tokens and puts comments aside.
///
/// It knows line comments, nested block comments, the four kinds of string literals (plain,
/// multi-line, and both with number signs) and the code interpolated into them. It does not know
/// regular expression literals, which the sources have no need of.
struct Lexer {
  private let bytes: [UInt8]
  private var position = 0
  private var line = 1
  private var isSpaced = true
  private(set) var tokens: [Token] = []
  private(set) var comments: [Int: String] = [:]

  init(_ text: String) { bytes = Array(text.utf8) }

  static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...0xFF: true
    default: false
    }
  }

  mutating func run() { code(insideInterpolation: false) }

  /// Reads code to the end, or to the parenthesis that closes an interpolation.
  private mutating func code(insideInterpolation: Bool) {
    var depth = 0
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\n") {
        line += 1
        position += 1
        isSpaced = true
      } else if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") {
        position += 1
        isSpaced = true
      } else if Self.isWordByte(byte) {
        word()
      } else if byte == UInt8(ascii: "/") && isAt("//") {
        lineComment()
      } else if byte == UInt8(ascii: "/") && isAt("/*") {
        blockComment()
      } else if let numberSigns = numberSignsOfString() {
        string(numberSigns: numberSigns)
      } else {
        if insideInterpolation && byte == UInt8(ascii: ")") && depth == 0 { return }
        if byte == UInt8(ascii: "(") { depth += 1 }
        if byte == UInt8(ascii: ")") { depth -= 1 }
        append(from: position, to: position + 1)
      }
    }
  }

  private mutating func append(from start: Int, to end: Int) {
    let text = String(decoding: bytes[start..<end], as: UTF8.self)
    tokens.append(Token(text: text, line: line, isSpaced: isSpaced))
    isSpaced = false
    position = end
  }

  private mutating func word() {
    var end = position
    while end < bytes.count && Self.isWordByte(bytes[end]) { end += 1 }
    append(from: position, to: end)
  }

  private mutating func lineComment() {
    let start = position
    while position < bytes.count && bytes[position] != UInt8(ascii: "\n") { position += 1 }
    note(from: start)
  }

  private mutating func blockComment() {
    var depth = 0
    var start = position
    repeat {
      if isAt("/*") {
        depth += 1
        position += 2
      } else if isAt("*/") {
        depth -= 1
        position += 2
      } else {
        if bytes[position] == UInt8(ascii: "\n") {
          note(from: start)
          line += 1
          start = position + 1
        }
        position += 1
      }
    } while depth > 0 && position < bytes.count
    note(from: start)
  }

  private mutating func note(from start: Int) {
    isSpaced = true
    comments[line, default: ""] += String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// How many number signs stand before the quote that is here, or nil if no string starts here.
  private func numberSignsOfString() -> Int? {
    var end = position
    while end < bytes.count && bytes[end] == UInt8(ascii: "#") { end += 1 }
    guard end < bytes.count && bytes[end] == UInt8(ascii: "\"") else { return nil }
    return end - position
  }

  private mutating func string(numberSigns: Int) {
    let signs = String(repeating: "#", count: numberSigns)
    position += numberSigns
    let isMultiline = isAt("\"\"\"")
    let close = (isMultiline ? "\"\"\"" : "\"") + signs
    let escape = "\\" + signs
    position += isMultiline ? 3 : 1
    while position < bytes.count {
      if isAt(close) {
        position += close.utf8.count
        break
      } else if isAt(escape + "(") {
        position += escape.utf8.count + 1
        isSpaced = true
        code(insideInterpolation: true)
        position += 1
      } else if isAt(escape) {
        position += escape.utf8.count
        if position < bytes.count && bytes[position] != UInt8(ascii: "\n") { position += 1 }
      } else {
        if bytes[position] == UInt8(ascii: "\n") { line += 1 }
        position += 1
      }
    }
    // A token for the literal keeps what stands around it apart.
    tokens.append(Token(text: "\"\"", line: line, isSpaced: isSpaced))
    isSpaced = false
  }

  private func isAt(_ text: String) -> Bool {
    var index = position
    for byte in text.utf8 {
      guard index < bytes.count && bytes[index] == byte else { return false }
      index += 1
    }
    return true
  }
}
