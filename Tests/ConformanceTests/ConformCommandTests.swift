import Glibc
import TestSupport
import Testing

@Suite("The conform command", .timeLimit(.minutes(5)))
struct ConformCommandTests {
  @Test("on a terminal it says how far it is, in one line that is gone at the end")
  func progress() throws {
    // `script` gives it a terminal; the status is that of the command.
    let line = "\(Program.built) conform store --scripts 200 --folder /dev/shm"
    let run = try Program.run(
      "/usr/bin/script", ["-qec", line, "/dev/null"], secondsMax: 120)
    #expect(run.status == 0)
    #expect(run.output.contains("\r\u{1B}[Kstore: "))
    #expect(run.output.contains(" of 200 scripts, "))
    let last = try #require(run.output.components(of: "\r\u{1B}[K").last)
    #expect(last.hasPrefix("store      200 scripts, 8000 operations, no difference"))
  }

  @Test("who reads it later gets no line that is written over another")
  func quiet() throws {
    let run = try Program.rehearse("conform", "store", "--scripts", "20", "--folder", "/dev/shm")
    #expect(run.status == 0)
    #expect(run.output == "store      20 scripts, 800 operations, no difference\n")
    #expect(run.errors == "")
  }

  @Test(
    "without any rights it compares what it can, and says what it left out",
    .enabled(if: geteuid() == 0, "only root can become nobody"))
  func nobody() throws {
    let asNobody = ["--reuid=65534", "--regid=65534", "--clear-groups"]
    // The folder of this build may be closed to others.
    let copy = "\(TextFile.temporaryRoot)/rehearse-as-nobody-\(getpid())"
    #expect(try Program.run("/bin/cp", [Program.built, copy]).status == 0)
    defer { unlink(copy) }
    let run = try Program.run(
      "/usr/bin/setpriv", asNobody + [copy, "conform", "--scripts", "2"], secondsMax: 120)
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    let lines = run.output.split(separator: "\n")
    #expect(lines.first?.contains("skipped: only root can") == true)
    for area in ["store", "tmux", "git", "processes"] {
      #expect(lines.contains { $0.hasPrefix(area) && $0.hasSuffix("no difference") }, "\(area)")
    }
    // Without a name in a namespace of users nobody can make one of pids.
    let strict = try Program.run(
      "/usr/bin/setpriv",
      asNobody + ["/usr/bin/unshare", "-U", copy, "conform", "processes", "--scripts", "2"],
      secondsMax: 120)
    #expect(strict.status == 0, "\(strict.output)\(strict.errors)")
    #expect(strict.output.contains("skipped in part: no pid was taken again"))
  }
}

extension String {
  /// Its parts between the places where a text stands.
  fileprivate func components(of separator: String) -> [String] {
    var parts: [String] = []
    var rest = Substring(self)
    while let range = rest.firstRange(of: separator) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts + [String(rest)]
  }
}
