import Glibc

/// Standard error.
enum Console {
  /// Whether somebody sees standard error.
  static let isWatched = isatty(STDERR_FILENO) == 1

  /// Writes a line to standard error.
  static func notice(_ line: String) { put(line + "\n") }

  /// Shows how far it is, to somebody who sees it.
  static func progress(_ line: String) {
    if isWatched { put("\r\u{1B}[K" + line) }
  }

  private static func put(_ text: String) {
    var text = text
    _ = text.withUTF8 { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
