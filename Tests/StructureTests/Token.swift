/// A word, a number or one sign of Swift code; never a part of a comment or of a string's text.
struct Token: Equatable, Sendable {
  var text: String
  var line: Int
  /// Whether white space or a comment stands before it, which tells `a[b: 1]` from `a = [b: 1]`.
  var isSpaced: Bool

  var isWord: Bool {
    guard let first = text.utf8.first else { return false }
    return Lexer.isWordByte(first)
  }

  var isUppercaseWord: Bool {
    guard let first = text.utf8.first else { return false }
    return first >= UInt8(ascii: "A") && first <= UInt8(ascii: "Z")
  }
}
