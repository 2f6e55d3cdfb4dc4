import Glibc
import TestSupport
import Testing

/// `rehearse replay --live` as people call it.
@Suite("Scenarios on this machine", .serialized)
struct ReplayLiveTests {
  private static let root = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    .dropLast(3).joined(separator: "/")

  /// What is in a folder.
  private static func names(in folder: String) throws -> [String] {
    try Program.run("/bin/ls", ["-A", folder]).output.split(separator: "\n").map(String.init)
  }

  @Test("files of the library agree in both worlds, a table is written, and nothing is left")
  func library() throws {
    try TextFile.withTemporaryDirectory { home in
      let run = try Program.run(
        Program.built,
        [
          "replay", "--live", "--table", home + "/table.md", "--folder", home,
          Self.root + "/scenarios/two-requests-one-key.yaml",
          Self.root + "/scenarios/genie/told-id-can-be-stopped.yaml",
          Self.root + "/scenarios/catalogue/a1-server-outage.yaml",
        ], secondsMax: 120)
      #expect(run.status == 0, "\(run)")
      #expect(run.output.contains("3 scenarios: 2 agree, 1 cannot run"), "\(run.output)")
      #expect(run.output.contains("needs a call that fails on command"))
      let table = try #require(TextFile.read(home + "/table.md"))
      #expect(table.contains("one-session-per-run: held, held"), "\(table)")
      #expect(try Self.names(in: home) == ["table.md"])
    }
  }

  @Test("a worktree that is removed behind its session's back is seen here as a difference")
  func difference() throws {
    try TextFile.withTemporaryDirectory { home in
      try TextFile.write(
        """
        scenario: Somebody removes a worktree
        lasts: 3s
        actors: { ada: { spawn: fix-1 } }
        timeline: [{ at: 2s, remove-worktree: fix-1 }]
        expect: [work-is-kept]

        """, to: home + "/f.yaml")
      let run = try Program.run(
        Program.built, ["replay", "--live", "--json", home + "/f.yaml"], secondsMax: 120)
      #expect(run.status == 1, "\(run)")
      #expect(run.output.contains(#""live":"differs""#), "\(run.output)")
      #expect(run.output.contains("fix-1 has lost its worktree"), "\(run.output)")
    }
  }

  @Test("whoever ends it gets it at once, and nothing of the run is left")
  func interrupted() throws {
    try TextFile.withTemporaryDirectory { home in
      let run = try Program.start(
        Program.built,
        [
          "replay", "--live", "--folder", home,
          Self.root + "/scenarios/catalogue/i1-stopped.yaml",
        ], environment: ["PATH=/usr/local/bin:/usr/bin:/bin"])
      var socket = ""
      for _ in 0..<500 where access(socket, F_OK) != 0 {
        usleep(20_000)
        socket = home + "/" + (try Self.names(in: home).first ?? "") + "/state/tmux"
      }
      // A server runs, and a supervisor.
      #expect(access(socket, F_OK) == 0)
      kill(run, SIGTERM)
      #expect(try Program.wait(for: run, "replay --live", secondsMax: 30) == 130)
      #expect(try Self.names(in: home).isEmpty)
      let left = try Program.run("/bin/sh", ["-c", "pgrep -af '\(home)/[r]ehearsal' || true"])
      #expect(left.output.isEmpty, "\(left.output)")
    }
  }
}
