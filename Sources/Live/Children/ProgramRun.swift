import CLive
import Glibc

/// A program that was run to its end, and what it printed.
struct ProgramRun: Sendable {
  /// Its exit status; 128 and the number of the signal when one ended it, as a shell counts.
  var status: Int32
  /// What it wrote on standard output.
  var output: [UInt8]
  /// What it wrote on standard error.
  var error: [UInt8]

  /// Runs a program to its end; nil when the deadline comes first: it is killed then, and what it
  /// was asked for may have been done all the same.
  init?(_ plan: Child.Plan, until deadline: Deadline) throws(CallError) {
    // What could not be done in time any more is not begun.
    guard !deadline.hasPassed else { return nil }
    let output = try Pipe()
    let error = try Pipe()
    var plan = plan
    plan.output = output.writer
    plan.error = error.writer
    let child = try Child(plan)
    output.closeWriter()
    error.closeWriter()
    var printed: (output: [UInt8], error: [UInt8]) = ([], [])
    let isComplete = Self.drain(output.reader, error.reader, into: &printed, until: deadline)
    if let status = isComplete ? try child.reap(until: deadline) : nil {
      self.status = Self.exitStatus(status)
      self.output = printed.output
      self.error = printed.error
      return
    }
    child.signal(SIGKILL)
    _ = try child.reap(until: .never)
    return nil
  }

  /// The output as text, without the line feed at its end.
  var text: String { Self.text(output) }

  /// What was said on standard error, without the line feed at its end.
  var message: String { Self.text(error) }

  private static func text(_ bytes: [UInt8]) -> String {
    let end = bytes.last == UInt8(ascii: "\n") ? bytes.count - 1 : bytes.count
    return String(decoding: bytes[..<end], as: UTF8.self)
  }

  private static func exitStatus(_ status: Int32) -> Int32 {
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }

  /// Reads both until both have ended, or until the deadline; whether they have.
  private static func drain(
    _ output: Int32, _ error: Int32, into printed: inout (output: [UInt8], error: [UInt8]),
    until deadline: Deadline
  ) -> Bool {
    var waiting = [
      pollfd(fd: output, events: Int16(POLLIN), revents: 0),
      pollfd(fd: error, events: Int16(POLLIN), revents: 0),
    ]
    var room = [UInt8](repeating: 0, count: 16_384)
    while waiting.contains(where: { $0.fd >= 0 }) {
      let count = poll(&waiting, 2, deadline.milliseconds)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      for place in 0..<2 where waiting[place].revents != 0 {
        let read = room.withUnsafeMutableBytes {
          Glibc.read(waiting[place].fd, $0.baseAddress, $0.count)
        }
        if read < 0, errno == EINTR { continue }
        guard read > 0 else {
          waiting[place].fd = -1
          continue
        }
        if place == 0 {
          printed.output += room[..<read]
        } else {
          printed.error += room[..<read]
        }
      }
    }
    return true
  }
}

/// A pipe that programs do not inherit, but for the end that they are given.
private final class Pipe {
  let reader: Int32
  private(set) var writer: Int32

  init() throws(CallError) {
    var ends: [Int32] = [-1, -1]
    guard live_pipe(&ends) == 0 else { throw CallError(errno) }
    reader = ends[0]
    writer = ends[1]
  }

  deinit {
    close(reader)
    closeWriter()
  }

  func closeWriter() {
    if writer >= 0 { close(writer) }
    writer = -1
  }
}
