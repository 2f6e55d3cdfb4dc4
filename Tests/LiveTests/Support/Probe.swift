import Glibc
import Testing

@testable import Live

/// The program that does what has to be done in another process.
enum Probe {
  /// Where it was built, beside the tests.
  static var path: String {
    guard let resolved = realpath("/proc/self/exe", nil) else { return "live-probe" }
    defer { free(resolved) }
    return String(cString: resolved).split(separator: "/", omittingEmptySubsequences: false)
      .dropLast().joined(separator: "/") + "/live-probe"
  }

  /// Runs a program to its end, within a minute; the lines that it printed.
  static func lines(_ path: String, _ words: [String]) throws -> [String] {
    let run = try #require(
      try ProgramRun(
        Child.Plan(path: path, arguments: words, environment: ["PATH=/usr/sbin:/usr/bin:/bin"]),
        until: Deadline(after: 60_000_000_000)))
    #expect(run.status == 0, "\(run.message)")
    return run.text.split(separator: "\n").map(String.init)
  }

  /// Starts it, kills it without warning after a while, and says how far it said that it had come.
  ///
  /// It is killed between two things as often as in the middle of one: how long it ran tells which.
  static func killedAfter(
    milliseconds: Int64, _ words: [String]
  ) throws -> (last: Int, said: [String]) {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    let child = try Child(
      Child.Plan(path: path, arguments: words, environment: [], output: ends[1]))
    close(ends[1])
    defer { close(ends[0]) }
    // The time runs from the first thing that it has done.
    var said: [UInt8] = []
    var room = [UInt8](repeating: 0, count: 4_096)
    var deadline = Deadline(after: 20_000_000_000)
    var isFirst = true
    while true {
      var ready = pollfd(fd: ends[0], events: Int16(POLLIN), revents: 0)
      if poll(&ready, 1, deadline.milliseconds) == 0 {
        child.signal(SIGKILL)
        deadline = .never
        continue
      }
      let count = read(ends[0], &room, room.count)
      guard count > 0 else { break }
      said += room[..<count]
      if isFirst { deadline = Deadline(after: milliseconds * 1_000_000) }
      isFirst = false
    }
    _ = try child.reap(until: Deadline(after: 20_000_000_000))
    let lines = String(decoding: said, as: UTF8.self).split(separator: "\n").map(String.init)
    return (lines.last.flatMap { Int($0) } ?? 0, lines)
  }
}
