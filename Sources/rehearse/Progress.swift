import Glibc

/// A line that says how far something has come; it is written on terminals only, and not too often.
struct Progress {
  private let errors: Output
  private let isShown: Bool
  private var last: Stopwatch?
  private var isWritten = false

  /// How far two lines are apart at least.
  private static let pauseNs: Int64 = 50_000_000

  init(_ errors: Output) {
    self.errors = errors
    isShown = errors.isTerminal
  }

  /// Writes a line in the place of the one before.
  mutating func show(_ text: String) {
    guard isShown, last.map({ $0.nanoseconds > Self.pauseNs }) ?? true else { return }
    last = Stopwatch()
    isWritten = true
    errors.overwrite(String(text.prefix(errors.width - 1)))
  }

  /// Takes the line away.
  mutating func clear() {
    guard isWritten else { return }
    errors.overwrite("")
    isWritten = false
  }
}
