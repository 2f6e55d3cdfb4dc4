import Commands
import Glibc

/// A stream that a person or a program reads: standard output or standard error.
struct Output {
  /// What terminals are assumed to hold when they do not say.
  private static let defaultWidth = 80

  private let descriptor: Int32
  private let name: String
  /// The columns of the terminal.
  let width: Int
  /// Whether what is written here may be coloured.
  let ink: Ink

  /// Whether somebody sees it as it is written.
  let isTerminal: Bool

  init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
    var size = winsize()
    let isMeasured = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    width = isMeasured ? Int(size.ws_col) : Self.defaultWidth
    isTerminal = isatty(descriptor) == 1
    ink = Ink(
      isTerminal: isTerminal, noColor: environment("NO_COLOR"),
      term: environment("TERM"))
  }

  /// Writes a text and the end of its line, at once and completely.
  func print(_ text: String) throws(Failure) {
    let bytes = Array((text.hasSuffix("\n") ? text : text + "\n").utf8)
    try bytes.span.withUnsafeBufferPointer { bytes throws(Failure) in try write(bytes) }
  }

  /// Writes a text over the line that the cursor is in; what cannot be written is left out.
  func overwrite(_ text: String) {
    let bytes = Array("\r\u{1B}[K\(text)".utf8)
    try? bytes.span.withUnsafeBufferPointer { bytes throws(Failure) in try write(bytes) }
  }

  /// Writes bytes completely.
  func write(_ bytes: UnsafeBufferPointer<UInt8>) throws(Failure) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = UnsafeBufferPointer(rebasing: rest)
      let count = Glibc.write(descriptor, piece.baseAddress, piece.count)
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        waitUntilWritable()
      } else if errno != EINTR {
        let reason = String(cString: strerror(errno))
        throw Failure(status: .inputOutput, message: "Cannot write to \(name): \(reason).")
      }
    }
  }

  /// Whoever shares the stream may have made it non-blocking.
  private func waitUntilWritable() {
    var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    _ = poll(&wanted, 1, -1)
  }
}

private func environment(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }
}
