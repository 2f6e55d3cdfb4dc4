import Conformance
import Glibc
import TestSupport
import Testing

/// The simulated world and this machine go through the same scripts; `CONFORMANCE_SCRIPTS` says how
/// many of each.
@Suite("Both worlds, side by side", .timeLimit(.minutes(5)))
struct ConformanceTests {
  private static let wanted = getenv("CONFORMANCE_SCRIPTS").flatMap { UInt64(String(cString: $0)) }

  @discardableResult
  private func expectAlike(_ area: Area, in folder: String, scripts: UInt64) -> Area.Report {
    let report = area.compare(
      1...(Self.wanted ?? scripts), Area.Conditions(folder: folder, program: Program.built))
    #expect(report.skipped == nil)
    #expect(report.differences.joined(separator: "\n\n") == "")
    #expect(report.moves >= report.scripts * 10)
    #expect(report.scripts == Int(Self.wanted ?? scripts))
    return report
  }

  @Test(
    "files and locks",
    .enabled(if: geteuid() == 0, "only root can give a thread another root"),
    arguments: ["/dev/shm", "/tmp"])
  func files(folder: String) {
    // A disk that has to be waited for at each sync gets a tenth.
    expectAlike(.files, in: folder, scripts: folder == "/tmp" ? 50 : 500)
  }

  @Test("the store")
  func store() { expectAlike(.store, in: "/dev/shm", scripts: 100) }

  @Test("tmux")
  func tmux() { expectAlike(.tmux, in: "/tmp", scripts: 20) }

  @Test("git")
  func git() { expectAlike(.git, in: "/tmp", scripts: 10) }

  @Test("processes, and pids that others had before wherever the kernel allows it")
  func processes() {
    let report = expectAlike(.processes, in: "/tmp", scripts: 10)
    if Seclusion.isAllowed {
      #expect(report.partsSkipped == [])
      #expect(report.pidsTakenAgain > 0)
    } else {
      #expect(report.partsSkipped.count == 1)
    }
  }
}
