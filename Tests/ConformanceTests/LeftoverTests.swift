import Glibc
import TestSupport
import Testing

/// `rehearse conform` in a pid namespace of its own, where all that it leaves can be seen.
@Suite(
  "What conform leaves behind", .timeLimit(.minutes(5)),
  .enabled(if: Seclusion.isAllowed, "the kernel lets nobody here make a pid namespace"))
struct LeftoverTests {
  private func conform(_ area: String, scripts: Int) -> [String] {
    [
      "/bin/sh", "-c", "exec \"$@\" --folder \"$FOLDER\"", "sh", Program.built, "conform", area,
      "--scripts", "\(scripts)",
    ]
  }

  private func expectNothing(of run: Seclusion) {
    #expect(run.processes == [])
    #expect(run.mounts == [])
    #expect(run.files == [])
  }

  @Test("no process, mount or file", arguments: ["files", "store", "tmux", "git", "processes"])
  func toTheEnd(area: String) throws {
    let run = try Seclusion.run(conform(area, scripts: 3))
    let isSkipped = area == "files" && geteuid() != 0
    #expect(run.status == (isSkipped ? 2 : 0), "\(run.output)\(run.errors)")
    expectNothing(of: run)
  }

  @Test(
    "nor when it is ended amid a script",
    arguments: [
      ("tmux", "ls $FOLDER/rehearsal-tmux-* >$FOLDER/../found 2>&1"),
      ("git", "ls -d $FOLDER/rehearsal-git-*/w >$FOLDER/../found 2>&1"),
      ("store", "ls $FOLDER/rehearsal-store-*/store >$FOLDER/../found 2>&1"),
      ("processes", "grep -qx sleep /proc/[0-9]*/comm"),
    ], ["INT", "TERM"])
  func interrupted(area: (name: String, hasBegun: String), signal: String) throws {
    let run = try Seclusion.run(
      conform(area.name, scripts: 100_000), signal: signal, when: area.hasBegun)
    #expect(run.status == 130, "\(run.output)\(run.errors)")
    #expect(run.errors.contains("interrupted; what was made for it is gone"))
    expectNothing(of: run)
  }

  @Test("what is left is seen: a process and a file")
  func control() throws {
    let run = try Seclusion.run(["/bin/sh", "-c", "sleep 60 & : >\"$FOLDER/x\""])
    #expect(run.processes.count == 1)
    #expect(run.processes.first?.hasSuffix("(sleep)") == true)
    #expect(run.files == ["x"])
  }
}
