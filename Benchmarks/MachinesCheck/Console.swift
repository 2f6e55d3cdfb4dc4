import Glibc

/// Standard error, and what is to be said when a run ends the process.
enum Console {
  /// Whether somebody sees standard error.
  static let isWatched = isatty(STDERR_FILENO) == 1
  // A handler of signals can see nothing but what is global; only this process's one thread writes.
  nonisolated(unsafe) private static var lastWords = ""

  /// Writes a line to standard error.
  static func notice(_ line: String) {
    put(line + "\n")
  }

  /// Shows how far it is, to somebody who sees it.
  static func progress(_ line: String) {
    if isWatched { put("\r\u{1B}[K" + line) }
  }

  /// Says what is being run, should it trap.
  static func begin(_ name: String, seed: UInt64, _ plant: String) {
    lastWords = "died; replay: machines-check --only \(name) --seed \(seed) --trace\(plant)\n"
  }

  /// Says it when it does.
  static func expectTraps() {
    for trap in [SIGILL, SIGTRAP, SIGSEGV] {
      signal(trap) { _ in
        Console.put(Console.lastWords)
        _exit(70)
      }
    }
  }

  private static func put(_ text: String) {
    var text = text
    _ = text.withUTF8 { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
