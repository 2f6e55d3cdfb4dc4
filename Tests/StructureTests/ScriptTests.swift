import Foundation
import Testing

/// The scripts tell the truth: on recorded runs, and on machines where something is missing.
@Suite struct ScriptTests {
  private func count(_ events: String, text: String? = nil) throws -> [String] {
    let fixtures = "Tests/StructureTests/Fixtures/"
    let counted = try Command.run(
      [
        "awk", "-f", "scripts/count-tests.awk", text.map { fixtures + $0 } ?? "/dev/null",
        fixtures + events,
      ], in: Tree.root)
    try #require(counted.status == 0)
    return counted.output.split(separator: "\n").map(String.init)
  }

  @Test func passesFailuresAndSkipsOfBothKindsAreCounted() throws {
    let lines = try count("mixed.jsonl", text: "mixed.txt")
    #expect(
      Set(lines.filter { $0.hasPrefix("failed: ") }) == [
        "failed: Old.testFails", "failed: PureTests.oneArgumentFails(n:)",
        "failed: PureTests.Nested/`fails with \"quotes\"`()",
      ])
    #expect(lines.last == "counts 3 3 2")
  }

  @Test func aCrashIsAFailureAndSoIsWhatItPrevented() throws {
    let lines = try count("crash.jsonl")
    #expect(lines.contains("was running when the process ended: PureTests.Order/b()"))
    #expect(lines.contains("never ran: PureTests.Order/c()"))
    #expect(lines.last == "counts 1 2 0")
  }

  @Test func aRunWithoutTestsIsAFailure() throws {
    let lines = try count("nothing.jsonl")
    #expect(lines.contains("no test ran"))
    #expect(lines.last == "counts 0 1 0")
  }

  @Test func onlyWhatWentWrongIsShown() throws {
    let said = """
      [0/1] Planning build
      Building for debugging...
      Test Suite 'All tests' started at 2026-01-01 00:00:00.000
      \t Executed 0 tests, with 0 failures (0 unexpected) in 0.0 (0.0) seconds
      ◇ Test run started.
      ↳ Testing Library Version: 6.3.1 (937120cbc281cf2)
      ◇ Test case passing 1 argument text → "two
      lines" to reads(text:) started.
      ✘ Test reads(text:) recorded an issue at A.swift:3:5: Expectation failed: a == b
      ↳ said why
      ✔ Test passes() passed after 0.001 seconds.
      ◇ Test crashes() started.
      A.swift:9: Fatal error: no pane
      """
    let shown = try Command.withTemporaryFolder { folder in
      let log = folder.appendingPathComponent("log.txt")
      try Data(said.utf8).write(to: log)
      return try Command.run(
        ["awk", "-f", "scripts/without-progress.awk", log.path], in: Tree.root
      ).output.split(separator: "\n")
    }
    #expect(
      shown == [
        "✘ Test reads(text:) recorded an issue at A.swift:3:5: Expectation failed: a == b",
        "↳ said why", "A.swift:9: Fatal error: no pane",
      ])
  }

  /// Runs require.sh on a path that holds the named programs only, each of them scripted.
  private func require(_ programs: [String: String], root: Bool = true) throws -> Command.Result {
    try Command.withTemporaryFolder { folder in
      let path = try Command.run(
        ["bash", "-c", "command -v dirname sort env bash"], in: folder
      ).output.split(separator: "\n").map(String.init)
      for program in path {
        let link = folder.appendingPathComponent(URL(fileURLWithPath: program).lastPathComponent)
        try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: program)
      }
      let all = programs.merging(["id": "echo \(root ? 0 : 1000)"]) { given, _ in given }
      for (name, script) in all {
        let file = folder.appendingPathComponent(name)
        try Data("#!\(folder.path)/bash\n\(script)\n".utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
      }
      let bash = folder.appendingPathComponent("bash").path
      return try Command.run(
        [bash, "-c", "scripts/require.sh 2>&1"], in: Tree.root,
        environment: ["PATH": folder.path, "FAKES": folder.path])
    }
  }

  private static let swift = "echo 'Swift version 6.2.1 (swift-6.2.1-RELEASE)'"
  private static let present = [
    "swift": swift, "git": "", "pkg-config": "", "readelf": "", "tmux": "", "pgrep": "",
  ]

  @Test func nothingIsInstalledWhenNothingIsMissing() throws {
    var programs = Self.present
    programs["apt-get"] = "echo must not be called; exit 1"
    let result = try require(programs)
    #expect(result.status == 0)
    #expect(result.output == "")
  }

  @Test(arguments: [
    (nil, "https://www.swift.org/install/linux/"),
    ("echo 'Swift version 6.1.3 (swift-6.1.3-RELEASE)'", "Swift 6.1 is too old"),
    ("echo 'Swift version 5.10 (swift-5.10-RELEASE)'", "Swift 5.10 is too old"),
    ("echo nonsense", "does not name a version"),
  ])
  func swiftMustBeThereAndNewEnough(script: String?, wanted: String) throws {
    var programs = Self.present
    programs["swift"] = script
    let result = try require(programs)
    #expect(result.status == 69)
    #expect(result.output.contains(wanted))
  }

  @Test(arguments: ["Swift version 6.2 (a)", "Swift version 6.10.1 (a)", "Swift version 7.0 (a)"])
  func aNewerSwiftIsAccepted(version: String) throws {
    var programs = Self.present
    programs["swift"] = "echo '\(version)'"
    #expect(try require(programs).status == 0)
  }

  @Test func whatIsMissingIsNamedWhereItCannotBeInstalled() throws {
    var programs = Self.present
    programs["tmux"] = nil
    programs["readelf"] = nil
    let wanted = "missing: binutils tmux; install with: apt-get install binutils tmux"
    let withoutApt = try require(programs)
    #expect(withoutApt.status == 69)
    #expect(withoutApt.output.contains(wanted))
    programs["apt-get"] = "echo must not be called; exit 1"
    programs["sudo"] = "exit 1"
    let withoutRights = try require(programs, root: false)
    #expect(withoutRights.status == 69)
    #expect(withoutRights.output.contains(wanted))
    #expect(!withoutRights.output.contains("must not be called"))
  }

  @Test(arguments: [true, false])
  func whatIsMissingIsInstalledAfterOneUpdateIfNeedBe(root: Bool) throws {
    var programs = Self.present
    programs["tmux"] = nil
    programs["sudo"] = "[ \"$1\" = -n ] && shift; \"$@\""
    programs["true"] = ""
    programs["chmod"] = "/bin/chmod \"$@\""
    // The first attempt fails as it does with stale lists; after the update it brings tmux.
    programs["apt-get"] = """
      case "$*" in
        *update*) : >"$FAKES/updated" ;;
        *install*tmux) [ -e "$FAKES/updated" ] || exit 100
          echo '#!/bin/sh' >"$FAKES/tmux"; chmod +x "$FAKES/tmux" ;;
      esac
      """
    let result = try require(programs, root: root)
    #expect(result.status == 0)
    #expect(result.output == "installing with apt-get: tmux\n")
  }

  @Test func anInstallationThatFailsIsReported() throws {
    var programs = Self.present
    programs["tmux"] = nil
    programs["apt-get"] = "echo no network; exit 100"
    let result = try require(programs)
    #expect(result.status == 69)
    #expect(result.output.contains("apt-get could not install tmux: no network"))
  }
}
