/// One Swift file, taken apart once for all checks.
struct SourceFile: Sendable {
  /// Relative to the package, with forward slashes.
  var path: String
  var text: String
  var tokens: [Token]
  /// The comments, by the line that each of their parts stands on.
  var comments: [Int: String]

  init(path: String, text: String) {
    var lexer = Lexer(text)
    lexer.run()
    self.path = path
    self.text = text
    tokens = lexer.tokens
    comments = lexer.comments
  }

  /// The target of a file below Sources.
  var target: String? {
    let parts = path.split(separator: "/")
    return parts.count > 2 && parts[0] == "Sources" ? String(parts[1]) : nil
  }

  var lineCount: Int { text.utf8.reduce(0) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 } }
}
