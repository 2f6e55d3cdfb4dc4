import Glibc
import TestSupport
import Testing

/// Campaigns as the built program runs them: in parts, in threads, killed and run again.
@Suite struct ExploreTests {
  /// Two who claim one root; under its red many runs fail, in two ways.
  private static let claims = """
    scenario: Of two that claim a root one has it
    lasts: 5s
    stage: { folders: [/srv/blog] }
    actors: { crowd: { lock-holder: { root: /srv/blog, holds: 1s }, count: 2, at: 0s..1s } }
    expect: [one-runner-per-root]
    red:
      - { with: { every: careless-lock }, violates: one-runner-per-root }
    """
  /// The same, so seldom at the same time that few runs fail.
  private static let rareClaims = claims.replacing("lasts: 5s", with: "lasts: 4m")
    .replacing("holds: 1s", with: "holds: 200ms").replacing("0s..1s", with: "0s..2m")

  private func withClaims<Result>(
    _ text: String = claims, _ body: (_ folder: Folder) throws -> Result
  ) throws -> Result {
    try TextFile.withTemporaryDirectory { path in
      try TextFile.write(text, to: "\(path)/claims.yaml")
      return try body(Folder(path: path))
    }
  }

  /// Where the scenario and the reports of a test are.
  private struct Folder {
    let path: String

    @discardableResult
    func explore(_ words: String..., report: String? = nil) throws -> Program {
      try Program.run(
        Program.built,
        ["explore", "\(path)/claims.yaml", "--json"] + words
          + (report.map { ["--report", "\(path)/\($0)"] } ?? []),
        secondsMax: 120)
    }

    @discardableResult
    func merge(_ reports: [String], into file: String = "merged") throws -> Program {
      try Program.run(
        Program.built, ["merge", "-o", "\(path)/\(file)"] + reports.map { "\(path)/\($0)" },
        secondsMax: 120)
    }

    func bytes(_ name: String) -> String? { TextFile.read("\(path)/\(name)") }

    /// What is there beside the scenario.
    func files() throws -> [String] {
      let listed = try Program.run("/bin/ls", [path])
      return listed.output.split(separator: "\n").map(String.init).filter { $0 != "claims.yaml" }
    }
  }

  // MARK: - Parts

  @Test(arguments: [[], ["--red", "1"]])
  func partsInAnyOrderAreTheWholeToTheByte(red: [String]) throws {
    try withClaims { folder in
      let run = { (words: [String], report: String) throws in
        try Program.run(
          Program.built,
          ["explore", "\(folder.path)/claims.yaml", "--json", "--runs", "200", "--twice", "20"]
            + red + words + ["--report", "\(folder.path)/\(report)"],
          secondsMax: 120)
      }
      let whole = try run(["--collect", "--jobs", "1"], "whole")
      #expect(whole.status == (red.isEmpty ? 0 : 1))
      let bytes = try #require(folder.bytes("whole"))
      #expect(bytes == whole.output)
      var order = SystemRandomNumberGenerator()
      for count in [1, 2, 3, 7, 16] {
        let parts = try (1...count).map { part in
          let name = "part-\(part)-of-\(count)"
          let shard = try run(["--shard", "\(part)/\(count)", "--jobs", "\(part % 3 + 1)"], name)
          #expect(shard.status == whole.status, "\(shard.errors)")
          return name
        }
        let shuffled = parts.shuffled(using: &order)
        let merged = try folder.merge(shuffled)
        #expect(merged.status == whole.status, "\(merged.errors)")
        #expect(folder.bytes("merged") == bytes, "in the order \(shuffled)")
      }
    }
  }

  @Test func mergedTextIsThatOfTheWhole() throws {
    try withClaims { folder in
      let text = try Program.rehearse(
        "explore", "\(folder.path)/claims.yaml", "--runs", "60", "--collect")
      for part in 1...2 {
        try folder.explore("--runs", "60", "--shard", "\(part)/2", report: "\(part)")
      }
      let merged = try folder.merge(["2", "1"])
      #expect(
        merged.output.split(separator: "\n").dropFirst()
          == text.output.split(separator: "\n").dropFirst())
    }
  }

  /// What no part puts to the test is said of the whole, and not of each part.
  @Test func whatWasNeverPutToTheTestIsSaidOfTheWhole() throws {
    let text = Self.claims.replacing(
      "expect: [one-runner-per-root]", with: "expect: [one-runner-per-root, work-is-kept]")
    try withClaims(text) { folder in
      let whole = try folder.explore("--runs", "20", "--collect", "--driver", "time")
      #expect(whole.status == 2)
      for part in 1...2 {
        let shard = try folder.explore(
          "--runs", "20", "--driver", "time", "--shard", "\(part)/2", report: "\(part)")
        #expect(shard.status == 0)
      }
      let merged = try folder.merge(["1", "2"])
      #expect(merged.status == 2)
      #expect(merged.output.contains("'work-is-kept' was put to the test in no run"))
    }
  }

  // MARK: - What does not add up

  @Test func reportsThatDoNotAddUpAreRefusedByName() throws {
    try withClaims { folder in
      for part in 1...3 {
        try folder.explore("--runs", "30", "--shard", "\(part)/3", report: "\(part)")
      }
      try folder.explore("--runs", "30", "--shard", "1/2", report: "half")
      try folder.explore("--runs", "30", "--shard", "1/3", "--red", "1", report: "red")
      try folder.explore("--runs", "31", "--shard", "1/3", report: "longer")
      try folder.explore("--runs", "30", "--shard", "1/3", "--driver", "time", report: "driver")
      let whole = try folder.merge(["1", "2", "3"])
      #expect(whole.status == 0)
      let merged = try #require(folder.bytes("merged"))

      let twice = try folder.merge(["3", "1", "2", "3", "1"])
      #expect(twice.status == 0 && folder.bytes("merged") == merged)

      let missing = try folder.merge(["3", "1"], into: "gap")
      #expect(missing.status == 2)
      #expect(missing.output.contains("these seeds are missing: 11 to 20"))

      let overlap = try folder.merge(["1", "2", "half"], into: "none")
      #expect(overlap.status == 65)
      #expect(overlap.errors.contains("half' has seeds that were in another report already"))

      for name in ["red", "longer", "driver"] {
        let foreign = try folder.merge(["2", name], into: "none")
        #expect(foreign.status == 65)
        #expect(foreign.errors.contains("\(name)' is of another campaign"))
        // Also where it is of the very seeds of one that is known.
        let same = try folder.merge(["1", name], into: "none")
        #expect(same.status == 65, "\(same.errors)")
      }

      let text = try #require(folder.bytes("2"))
      for (name, damaged) in [
        ("cut", String(text.dropLast(200))), ("empty", ""), ("other", "{}\n"),
        ("changed", text.replacing("\"runs\":10", with: "\"runs\":11")),
      ] {
        try TextFile.write(damaged, to: "\(folder.path)/\(name)")
        let refused = try folder.merge(["1", name], into: "none")
        #expect(refused.status == 65, "\(name)")
        #expect(refused.errors.contains("\(name)' is no report of a campaign"))
      }
      let absent = try folder.merge(["1", "absent"], into: "none")
      #expect(absent.status == 74)
      #expect(folder.bytes("none") == nil)
    }
  }

  // MARK: - The first failure

  @Test func firstFailureIsTheLowestForAnyNumberOfThreads() throws {
    try withClaims(Self.rareClaims) { folder in
      let words = ["--runs", "5000", "--red", "1"]
      let one = try folder.explore(words[0], words[1], words[2], words[3], "--jobs", "1")
      #expect(one.status == 1)
      // It is not among the first that a thread takes.
      let done = try #require(one.output.firstRange(of: "\"done\":[[1,"))
      let last = try #require(Int(one.output[done.upperBound...].prefix { $0.isNumber }))
      #expect(last > 64, "\(last)")
      #expect(one.output.contains("\"seed\":\(last),\"count\":1}]"))
      for jobs in ["2", "5"] {
        let more = try folder.explore(words[0], words[1], words[2], words[3], "--jobs", jobs)
        #expect(more.status == 1)
        #expect(more.output == one.output)
      }
      // And when it is asked again of what was found already, nothing more is run.
      let path = "\(folder.path)/checkpoint"
      for _ in 1...2 {
        let kept = try folder.explore(
          words[0], words[1], words[2], words[3], "--checkpoint", path)
        #expect(kept.output == one.output)
      }
    }
  }

  // MARK: - Killed and run again

  @Test func campaignThatIsKilledAgainAndAgainComesToTheSame() throws {
    try withClaims { folder in
      let words = [
        "explore", "\(folder.path)/claims.yaml", "--json", "--runs", "1500", "--collect", "--red",
        "1", "--jobs", "2",
      ]
      let whole = try Program.run(Program.built, words, secondsMax: 300)
      let kept = words + ["--checkpoint", "\(folder.path)/checkpoint"]
      var states: Set<String> = []
      var draws = SystemRandomNumberGenerator()
      for round in 1...20 {
        let child = try Program.start(Program.built, kept)
        let before = folder.bytes("checkpoint")
        // At any instant, also before anything is done; and some time after it was got further.
        if round.isMultiple(of: 4) {
          for _ in 0..<2_000 where folder.bytes("checkpoint") == before { usleep(5_000) }
          usleep(.random(in: 0...50_000, using: &draws))
        } else {
          usleep(.random(in: 0...200_000, using: &draws))
        }
        kill(child, SIGKILL)
        _ = try Program.wait(for: child, Program.built, secondsMax: 20)
        states.insert(folder.bytes("checkpoint") ?? "")
        if folder.bytes("checkpoint") == whole.output { break }
      }
      #expect(states.count > 2, "it was never killed in the middle")
      let last = try Program.run(Program.built, kept, secondsMax: 300)
      #expect(last.status == whole.status)
      #expect(last.output == whole.output)
      #expect(folder.bytes("checkpoint") == whole.output)
      // What is complete is not run again.
      #expect(try Program.run(Program.built, kept).output == whole.output)
    }
  }

  @Test func shardThatIsKilledAndRunAgainChangesNothing() throws {
    try withClaims { folder in
      for part in 1...2 {
        try folder.explore("--runs", "800", "--shard", "\(part)/2", report: "\(part)")
      }
      try folder.merge(["1", "2"])
      let bytes = folder.bytes("merged")
      for checkpoint in [[], ["--checkpoint", "\(folder.path)/checkpoint"]] {
        let words =
          ["explore", "\(folder.path)/claims.yaml", "--runs", "800", "--shard", "2/2"]
          + ["--report", "\(folder.path)/again"] + checkpoint
        let child = try Program.start(Program.built, words)
        usleep(300_000)
        kill(child, SIGKILL)
        _ = try Program.wait(for: child, Program.built, secondsMax: 20)
        #expect(folder.bytes("again") == nil)
        _ = try Program.run(Program.built, words, secondsMax: 120)
        #expect(try folder.merge(["again", "1"]).status == 0)
        #expect(folder.bytes("merged") == bytes)
        unlink("\(folder.path)/again")
      }
    }
  }

  @Test func checkpointOfSomethingElseIsRefused() throws {
    try withClaims { folder in
      let path = "\(folder.path)/checkpoint"
      try folder.explore("--runs", "30", "--shard", "1/3", "--checkpoint", path)
      let other = try folder.explore("--runs", "30", "--shard", "2/3", "--checkpoint", path)
      #expect(other.status == 65)
      #expect(other.errors.contains("is of another shard"))
      let red = try folder.explore(
        "--runs", "30", "--shard", "1/3", "--red", "1", "--checkpoint", path)
      #expect(red.status == 65)
      #expect(red.errors.contains("is of another campaign"))
      // All of it may go on from a part of it.
      let whole = try folder.explore("--runs", "30", "--collect")
      let rest = try folder.explore("--runs", "30", "--collect", "--checkpoint", path)
      #expect(rest.output == whole.output)
      try TextFile.write("{", to: path)
      let damaged = try folder.explore("--runs", "30", "--collect", "--checkpoint", path)
      #expect(damaged.status == 65)
    }
  }

  // MARK: - Interrupted

  @Test(arguments: [SIGINT, SIGTERM])
  func signalEndsItSoonAndKeepsWhatWasDone(number: Int32) throws {
    try withClaims { folder in
      let words = [
        "explore", "\(folder.path)/claims.yaml", "--runs", "1500", "--collect", "--report",
        "\(folder.path)/report", "--checkpoint", "\(folder.path)/checkpoint",
      ]
      let child = try Program.start(
        Program.built, words + ["--from", "7"], output: "\(folder.path)/output",
        errors: "\(folder.path)/errors")
      try wait(for: child) { folder.bytes("checkpoint") != nil }
      kill(child, number)
      // The same once more in the same moment, as `timeout` does, is no second request.
      kill(child, number)
      #expect(try Program.wait(for: child, Program.built, secondsMax: 10) == 130)
      #expect(folder.bytes("output")?.hasPrefix("interrupted ") == true)
      #expect(folder.bytes("errors")?.hasPrefix("interrupted; what was done is in '") == true)
      #expect(try folder.files() == ["checkpoint", "errors", "output"])
      let rest = try Program.run(Program.built, words + ["--from", "7"], secondsMax: 120)
      #expect(rest.status == 0, "\(rest.errors)")
      let whole = try folder.explore("--runs", "1500", "--collect", "--from", "7")
      #expect(folder.bytes("report") == whole.output)
    }
  }

  @Test func lineOnATerminalIsCleared() throws {
    try withClaims { folder in
      let terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY)
      defer { close(terminal) }
      // TIOCSPTLCK and TIOCGPTN: the other end is unlocked, and has this number.
      var (isLocked, number): (Int32, UInt32) = (0, 0)
      guard terminal >= 0, ioctl(terminal, 0x4004_5431, &isLocked) == 0,
        ioctl(terminal, 0x8004_5430, &number) == 0
      else { throw Unexpected(description: "no terminal") }
      _ = fcntl(terminal, F_SETFL, O_NONBLOCK)
      var seen = ""
      let look = {
        var bytes = [UInt8](repeating: 0, count: 4_096)
        while case let count = read(terminal, &bytes, bytes.count), count > 0 {
          seen += String(decoding: bytes.prefix(count), as: UTF8.self)
        }
      }
      let child = try Program.start(
        Program.built,
        ["explore", "\(folder.path)/claims.yaml", "--runs", "1000000", "--jobs", "1"],
        errors: "/dev/pts/\(number)")
      try wait(for: child) {
        look()
        return seen.contains(" a second")
      }
      kill(child, SIGINT)
      #expect(try Program.wait(for: child, Program.built, secondsMax: 10) == 130)
      look()
      let cleared = seen.split(separator: "\r\u{1B}[K", omittingEmptySubsequences: false)
      #expect(cleared.last?.hasPrefix("interrupted; nothing was kept") == true, "\(seen)")
    }
  }

  /// Waits until something is so; a program that is waited for too long is killed.
  private func wait(for child: pid_t, until isSo: () -> Bool) throws {
    for _ in 0..<6_000 {
      if isSo() { return }
      usleep(5_000)
    }
    kill(child, SIGKILL)
    waitpid(child, nil, 0)
    throw Unexpected(description: "it did not come to that")
  }

  // MARK: - Time

  /// However long a run takes: chunks of many are left in the middle.
  @Test func timeIsKeptToWithinASecond() throws {
    let text = Self.claims.replacing("count: 2", with: "count: 60")
    try withClaims(text) { folder in
      let program = try Program.run(
        Program.built, ["explore", "\(folder.path)/claims.yaml", "--for", "1s", "--jobs", "3"],
        secondsMax: 60)
      #expect(program.status == 0, "\(program.output)\(program.errors)")
      let took = try #require(program.errors.split(separator: "took ").last)
      let seconds = try #require(Double(took.prefix { $0 != " " }))
      #expect(seconds >= 1 && seconds < 2)
    }
  }
}
