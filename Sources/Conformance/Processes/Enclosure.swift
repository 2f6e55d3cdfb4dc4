import Glibc
import Live
import Operations

/// A place in which a program of its own compares processes: it leads a session, so that no signal to
/// a group of a script is one to somebody else, and has a pid namespace if the kernel allows it.
///
/// That program says on its standard output how far it has come, in the lines of `EnclosedReport`. With
/// the namespace everything ends that was ever started in it, and the `/proc` that was mounted is gone.
struct Enclosure {
  /// The file of the program, which answers to `conform processes --enclosed`.
  let program: String
  /// Who follows.
  let follower: Follower

  /// How a program can be enclosed, the better way first.
  private static var ways: [Way] {
    let rest = ["-pf", "--mount-proc", "--kill-child=KILL"]
    // Root may do it as it is; others, and root of a container, where users have namespaces.
    return (geteuid() == 0 ? [.namespace(rest)] : []) + [.namespace(["-Ur"] + rest), .session]
  }

  private enum Way {
    /// Below `unshare` with these options.
    case namespace([String])
    /// As it is.
    case session
  }

  /// The first process of a namespace reaps what nobody else does; it leads a session, and who
  /// compares another.
  private static let first = "setsid \"$@\"; exit \"$?\""

  /// Has a program go through the scripts of some seeds.
  func compare(_ seeds: ClosedRange<UInt64>) -> Area.Report {
    var refusals: [String] = []
    for way in Self.ways {
      var enclosed = EnclosedReport()
      let status = run(way, seeds, &enclosed)
      guard enclosed.hasBegun else {
        refusals.append(enclosed.said.isEmpty ? status : enclosed.said)
        continue
      }
      var report = enclosed.report
      if case .session = way {
        report.partsSkipped.append(
          "no pid was taken again, and no namespace made: \(refusals.last ?? "")")
      }
      if !enclosed.hasEnded, !follower.hasEnough() {
        report.differences.append("the program that compares has ended early: \(status)")
      }
      return report
    }
    var report = Area.Report()
    report.skipped = "nothing could be started: \(refusals.last ?? "")"
    return report
  }

  /// Runs the program to its end; how it ended, in words.
  private func run(
    _ way: Way, _ seeds: ClosedRange<UInt64>, _ enclosed: inout EnclosedReport
  ) -> String {
    var words = [
      program, "conform", "processes", "--scripts", "\(seeds.count)", "--seed",
      "\(seeds.lowerBound)", "--enclosed",
    ]
    let isNamespace: Bool
    switch way {
    case .namespace(let options):
      isNamespace = true
      words =
        ["/usr/bin/unshare"] + options + ["/usr/bin/setsid", "/bin/sh", "-c", Self.first, "sh"]
        + words + ["namespace"]
    case .session:
      isNamespace = false
      words += ["session"]
    }
    do throws(Errno) {
      let pipe = try ProcessStreams.pipe()
      defer { close(pipe.reader) }
      let run = try EnclosedRun(words, output: pipe.writer, isNamespace: isNamespace)
      close(pipe.writer)
      read(pipe.reader, run, &enclosed)
      return run.end()
    } catch {
      return "\(words[0]): \(error.message)"
    }
  }

  /// Reads lines until nobody can write any more.
  private func read(_ reader: Int32, _ run: EnclosedRun, _ enclosed: inout EnclosedReport) {
    var line: [UInt8] = []
    var room = [UInt8](repeating: 0, count: 4_096)
    while true {
      if follower.hasEnough() { run.askToEnd() }
      var ready = pollfd(fd: reader, events: Int16(POLLIN), revents: 0)
      guard poll(&ready, 1, 50) > 0 else { continue }
      let count = Glibc.read(reader, &room, room.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      for byte in room[..<count] {
        guard byte == UInt8(ascii: "\n") else {
          line.append(byte)
          continue
        }
        enclosed.hear(String(decoding: line, as: UTF8.self))
        line = []
        follower.hears(enclosed.report.scripts, enclosed.report.moves)
      }
    }
  }
}
