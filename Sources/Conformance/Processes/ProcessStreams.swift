import Glibc
import Live
import Operations

/// What the programs of a script read from and write to: nobody writes to the one, and on the other
/// they say that they are ready.
final class ProcessStreams {
  private let input: (reader: Int32, writer: Int32)
  private let output: (reader: Int32, writer: Int32)

  init() throws(Errno) {
    input = try Self.pipe()
    do throws(Errno) {
      output = try Self.pipe()
    } catch {
      close(input.reader)
      close(input.writer)
      throw error
    }
  }

  deinit {
    for descriptor in [input.reader, input.writer, output.reader, output.writer] {
      close(descriptor)
    }
  }

  /// What a program has as standard input, output and error.
  var standard: (input: Int32, output: Int32, error: Int32) { (input.reader, output.writer, -1) }

  /// Waits until one has said something, and takes it away.
  func awaitLine(until deadline: Deadline) {
    var byte: UInt8 = 0
    while !deadline.hasPassed {
      var ready = pollfd(fd: output.reader, events: Int16(POLLIN), revents: 0)
      if poll(&ready, 1, 100) > 0 {
        _ = read(output.reader, &byte, 1)
        return
      }
    }
  }

  /// A pipe that programs are given and do not inherit.
  static func pipe() throws(Errno) -> (reader: Int32, writer: Int32) {
    var ends: [Int32] = [-1, -1]
    guard Glibc.pipe(&ends) == 0 else {
      throw Errno(rawValue: UInt8(truncatingIfNeeded: errno)) ?? .inputOutput
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }
}
