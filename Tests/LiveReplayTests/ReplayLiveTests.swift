import Glibc
import TestSupport
import Testing

/// `rehearse replay --live` as people call it.
@Suite("Scenarios on this machine", .serialized)
struct ReplayLiveTests {
  private static let root = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    .dropLast(3).joined(separator: "/")

  /// The folders of live runs that are there.
  private static func folders() throws -> [String] {
    guard let stream = opendir("/tmp") else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
        field.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix("rehearsal-live-") { names.append(name) }
    }
    return names
  }

  @Test("files of the library agree in both worlds, a table is written, and nothing is left")
  func library() throws {
    let before = try Self.folders()
    try TextFile.withTemporaryDirectory { home in
      let run = try Program.run(
        Program.built,
        [
          "replay", "--live", "--table", home + "/table.md",
          Self.root + "/scenarios/two-requests-one-key.yaml",
          Self.root + "/scenarios/genie/told-id-can-be-stopped.yaml",
          Self.root + "/scenarios/catalogue/a1-server-outage.yaml",
        ], secondsMax: 120)
      #expect(run.status == 0, "\(run)")
      #expect(run.output.contains("3 scenarios: 2 agree, 1 cannot run"), "\(run.output)")
      #expect(run.output.contains("needs a call that fails on command"))
      let table = try #require(TextFile.read(home + "/table.md"))
      #expect(table.contains("one-session-per-run: held, held"), "\(table)")
    }
    #expect(try Set(Self.folders()).subtracting(before).isEmpty)
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
    let before = Set(try Self.folders())
    let run = try Program.start(
      Program.built, ["replay", "--live", Self.root + "/scenarios/catalogue/i1-stopped.yaml"],
      environment: ["PATH=/usr/local/bin:/usr/bin:/bin"])
    var own: Set<String> = []
    for _ in 0..<200 where own.isEmpty {
      usleep(20_000)
      own = try Set(Self.folders()).subtracting(before)
    }
    let folder = try #require(own.first)
    for _ in 0..<200 where access("/tmp/\(folder)/state/sessions.sqlite", F_OK) != 0 {
      usleep(20_000)
    }
    kill(run, SIGTERM)
    #expect(try Program.wait(for: run, "replay --live", secondsMax: 30) == 130)
    #expect(access("/tmp/\(folder)", F_OK) != 0)
    let left = try Program.run(
      "/bin/sh", ["-c", "pgrep -af '/tmp/[r]ehearsal-live-\(folder.suffix(6))' || true"])
    #expect(left.output.isEmpty, "\(left.output)")
  }
}
