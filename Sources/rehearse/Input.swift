import Glibc

/// A file or standard input, read piece by piece.
struct Input {
  private let descriptor: Int32
  private let name: String

  /// Opens a file; nil and `-` are standard input.
  init(path: String?) throws(Failure) {
    guard let path, path != "-" else {
      descriptor = STDIN_FILENO
      name = "standard input"
      return
    }
    name = "'\(path)'"
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw failure() }
  }

  /// Reads what is there, at most as much as fits; 0 at the end.
  func read(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(Failure) -> Int {
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      guard errno == EINTR || errno == EAGAIN else { throw failure() }
      if errno == EAGAIN { waitUntilReadable() }
    }
  }

  /// Closes a file that was opened.
  func close() {
    if descriptor != STDIN_FILENO { Glibc.close(descriptor) }
  }

  /// Whoever shares the stream may have made it non-blocking.
  private func waitUntilReadable() {
    var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    _ = poll(&wanted, 1, -1)
  }

  private func failure() -> Failure {
    Failure(
      status: .inputOutput, message: "Cannot read \(name): \(String(cString: strerror(errno))).")
  }
}
