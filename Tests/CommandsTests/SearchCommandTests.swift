import TestSupport
import Testing

/// `rehearse prove`, `shrink` and `explain`, from the outside.
@Suite struct SearchCommandTests {
  /// Two who claim one root, by some system and in some order.
  private static func claims(
    by system: String, _ more: String = "", expect: String = "one-runner-per-root"
  ) -> String {
    """
    scenario: Two claim one root
    lasts: 10s
    stage: { folders: [/srv/blog/.claude/ralph-desk/logs] }
    actors:
      ada: { lock-holder: { root: /srv/blog }, by: \(system) }
      ben: { lock-holder: { root: /srv/blog }, by: \(system) }
    \(more)
    expect: [\(expect)]

    """
  }

  private static let wrong = "scenario: It is wrong\n"

  private func withFile<Result>(
    _ text: String, _ body: (_ path: String, _ folder: String) throws -> Result
  ) throws -> Result {
    try TextFile.withTemporaryDirectory { folder in
      try TextFile.write(text, to: "\(folder)/a.yaml")
      return try body("\(folder)/a.yaml", folder)
    }
  }

  // MARK: - Prove

  @Test(arguments: [
    (claims(by: "rehearsal"), Int32(0), "proven    "),
    (claims(by: "rlp-desk-0.11.1"), 1, "violated  "),
    (claims(by: "rehearsal", expect: "converges"), 2, "vacuous   "),
    (claims(by: "rehearsal", expect: "work-is-kept"), 2, "vacuous   "),
  ]) func proofHasAVerdictAndItsStatus(text: String, status: Int32, word: String) throws {
    try withFile(text) { path, _ in
      let program = try Program.rehearse("prove", path)
      #expect(program.status == status, "\(program.output)\(program.errors)")
      #expect(program.output.hasPrefix(word + path))
      #expect(program.errors.hasPrefix("took "))
    }
  }

  @Test func proofShowsAShortestRunAndWhatItTook() throws {
    try withFile(Self.claims(by: "careless-lock")) { path, _ in
      let lines = try Program.rehearse("prove", path).output.split(separator: "\n").map(String.init)
      #expect(lines.contains("a shortest run of 4 steps that fails:"))
      #expect(lines.contains("  4  ben  read"))
      #expect(lines.contains { $0.contains("18 states, ") })
      #expect(lines.contains { $0.hasSuffix("0 crashes; complete") })
    }
  }

  @Test(arguments: [("--states", "50", "states"), ("--depth", "4", "depth")])
  func boundThatStopsIsNamed(option: String, value: String, name: String) throws {
    try withFile(Self.claims(by: "rehearsal")) { path, _ in
      let program = try Program.rehearse("prove", path, option, value, "--crashes", "1")
      #expect(program.status == 2)
      #expect(program.output.hasPrefix("stopped   \(path)  (by the bound of \(name))"))
      #expect(program.output.contains("as far as it went: one-runner-per-root"))
      #expect(program.output.contains("1 crash; not complete"))
    }
  }

  @Test func proofIsOneLineOfJSON() throws {
    for (system, verdict) in [("rehearsal", "proven"), ("rlp-desk-0.11.1", "violated")] {
      try withFile(Self.claims(by: system)) { path, _ in
        let program = try Program.rehearse("prove", path, "--json", "--liveness")
        #expect(program.errors == "")
        let lines = program.output.split(separator: "\n")
        #expect(lines.count == 1)
        let tree = try #require(Tree(program.output.utf8), "\(program.output)")
        #expect(tree["verdict"] == .string(verdict))
        #expect(tree["file"] == .string(path))
        #expect(tree["complete"] == .boolean(true))
        #expect(tree["watched"]?.elements?.map(\.text) == ["one-runner-per-root"])
      }
    }
  }

  @Test func runThatWasFoundReplaysFromItsFile() throws {
    try withFile(Self.claims(by: "rlp-desk-0.11.1")) { path, folder in
      let found = "\(folder)/found.yaml"
      let program = try Program.rehearse("prove", path, "--output", found)
      #expect(program.status == 1)
      #expect(program.output.contains("violated  one-runner-per-root at "))
      let text = try #require(TextFile.read(found))
      #expect(text.hasPrefix("# Found by: rehearse prove \(path)\nscenario: Two claim one root, "))
      let replayed = try Program.rehearse("replay", found)
      #expect(replayed.status == 1)
      #expect(replayed.output.hasPrefix("violated  \(found)"))
      #expect(replayed.output.contains("2 hold /srv/blog at once"))
      #expect(!replayed.output.contains("departed"))
    }
  }

  // MARK: - Shrink

  @Test func whatIsShrunkReplaysFromItsFile() throws {
    let text = Self.claims(
      by: "rlp-desk-0.11.1", "seeds: 1..200\nschedule: { random: 20ms }\ncalm: 3s")
    try withFile(text) { path, folder in
      let small = "\(folder)/small.yaml"
      let program = try Program.rehearse("shrink", path, "-o", small)
      #expect(program.status == 0)
      #expect(program.output == "")
      #expect(program.errors.hasPrefix("tried "))
      #expect(program.errors.contains("every smaller choice of its parts was tried"))
      let written = try #require(TextFile.read(small))
      #expect(written.hasPrefix("# Shrunk by: rehearse shrink \(path)\n"))
      #expect(written.split(separator: "- of: ").count == 3, "\(written)")
      #expect(!written.contains("random") && !written.contains("calm"))
      let replayed = try Program.rehearse("replay", small)
      #expect(replayed.status == 1)
      #expect(replayed.output.contains("2 hold /srv/blog at once"))
      // Without -o it is printed.
      let printed = try Program.rehearse("shrink", path)
      #expect(printed.output == written)
    }
  }

  @Test func aRedIsShrunkIntoAScenarioOfItsOwn() throws {
    let path = TextFile.beside("../../scenarios/two-requests-one-key.yaml")
    let program = try Program.rehearse("shrink", path, "--red", "2")
    #expect(program.status == 0)
    #expect(program.output.contains("without: [run-key-checked]"))
    #expect(!program.output.contains("red:"))
    try withFile(program.output) { path, _ in
      let replayed = try Program.rehearse("replay", path)
      #expect(replayed.status == 1)
    }
  }

  @Test func fewTriesAreFew() throws {
    try withFile(Self.claims(by: "careless-lock", "calm: 3s")) { path, _ in
      let program = try Program.rehearse("shrink", path, "--tries", "2")
      #expect(program.status == 0)
      #expect(program.errors.contains("tried 2 scenarios; not every smaller choice was tried"))
    }
  }

  // MARK: - Explain

  @Test func explanationSaysWhenItWasTooLate() throws {
    let text = Self.claims(
      by: "rlp-desk-0.11.1",
      "schedule: { order: [{ of: ben, call: mkdir }, { of: ada, call: mkdir }] }")
    try withFile(text) { path, _ in
      let program = try Program.rehearse("explain", path, "--continuations", "20")
      #expect(program.status == 1)
      #expect(program.output.contains("\ninevitable  from event "))
      #expect(program.output.contains("from here on all of 20 continuations fail"))
      #expect(program.output.contains("\nnearest     "))
      #expect(program.output.contains("\nodds        share of runs that fail"))
      #expect(program.errors.contains(" runs, took "))
    }
  }

  // MARK: - What is refused

  @Test(arguments: ["shrink", "explain"])
  func whatDoesNotFailIsNothingToWorkOn(command: String) throws {
    try withFile(Self.claims(by: "rehearsal")) { path, _ in
      let program = try Program.rehearse(command, path)
      #expect(program.status == 2)
      #expect(program.output == "")
      #expect(program.errors == "\(path) does not fail\n")
    }
  }

  @Test(arguments: ["prove", "shrink", "explain"])
  func filesAndRedsThatAreNotThereAreRefused(command: String) throws {
    try withFile(Self.wrong) { path, _ in
      let program = try Program.rehearse(command, path)
      #expect(program.status == 65)
      #expect(program.errors.contains("the key 'actors' is missing"))
      #expect(program.output == "")
    }
    try withFile(Self.claims(by: "rehearsal")) { path, folder in
      let red = try Program.rehearse(command, path, "--red", "1")
      #expect(red.status == 64)
      #expect(red.errors.contains("has no red 1; it has none."))
      let missing = try Program.rehearse(command, "\(folder)/b.yaml")
      #expect(missing.status == 74)
      let nothing = try Program.rehearse(command)
      #expect(nothing.status == 64)
    }
  }

  @Test(arguments: [
    ("prove", "--states", "0"), ("prove", "--states", "5000000000"), ("prove", "--crashes", "-1"),
    ("prove", "--depth", "x"), ("prove", "--memory", "0"), ("shrink", "--tries", "0"),
    ("explain", "--continuations", "0"), ("explain", "--continuations", "100001"),
  ]) func numbersThatMakeNoSenseAreRefused(command: String, option: String, value: String) throws {
    try withFile(Self.claims(by: "careless-lock")) { path, _ in
      let program = try Program.rehearse(command, path, option, value)
      #expect(program.status == 64, "\(program.errors)")
      #expect(program.output == "")
    }
  }

  @Test func fileThatCannotBeWrittenIsAnError() throws {
    try withFile(Self.claims(by: "careless-lock")) { path, folder in
      for command in ["prove", "shrink"] {
        let program = try Program.rehearse(command, path, "-o", "\(folder)/no/such.yaml")
        #expect(program.status == 73)
      }
    }
  }

  // MARK: - Departures

  @Test func replayTellsOfACallThatNeverCame() throws {
    let order = """
      schedule:
        order:
          - { of: ben, call: mkdir }
          - { of: ada, call: mkdir }
          - { of: ada, call: kill-server }
      """
    try withFile(Self.claims(by: "rlp-desk-0.11.1", order)) { path, _ in
      let words =
        "seed 1 departed from the order: ada's kill-server did not come; the run went on by time"
      let program = try Program.rehearse("replay", path)
      #expect(program.output.contains("          \(words)\n"), "\(program.output)")
      let json = try Program.rehearse("replay", path, "--json")
      #expect(json.output.contains("\"\(words)\""))
    }
    try withFile(Self.claims(by: "rehearsal", order)) { path, _ in
      let program = try Program.rehearse("replay", path)
      #expect(program.output.contains("seed 1 departed from the order: "), "\(program.output)")
    }
  }
}
