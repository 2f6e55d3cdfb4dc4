import Glibc
import TestSupport
import Testing

@Suite struct ReplayTests {
  private static let held = """
    scenario: Two requests under one key make one session
    actors: { ada: { spawn: fix-1 }, ben: { spawn: fix-1, at: 1s } }
    expect: [one-session-per-run]
    red:
      - { with: { every: genie-rc21 }, violates: one-session-per-run }
    """
  private static let violated = """
    scenario: Genie makes two sessions
    actors:
      ada: { spawn: fix-1, by: genie-rc21 }
      ben: { spawn: fix-1, by: genie-rc21, at: 1s }
    expect: [one-session-per-run]
    red:
      - { with: { ada: genie-rc20 }, violates: one-session-per-run }
    """
  private static let vacuous = """
    scenario: Nobody knows whether it could fail
    actors: { ada: { spawn: fix-1 } }
    expect: [one-session-per-run]
    """
  private static let wrong = """
    scenario: It is wrong
    actors: { ada: { spwn: fix-1 } }
    expect: [one-session-per-run]
    """

  /// A folder with these files.
  private func withFiles<Result>(
    _ files: [(String, String)], _ body: (String) throws -> Result
  ) throws -> Result {
    try TextFile.withTemporaryDirectory { folder in
      for (name, text) in files { try TextFile.write(text, to: "\(folder)/\(name)") }
      return try body(folder)
    }
  }

  // MARK: - Verdicts and statuses

  @Test(arguments: [
    (held, Int32(0), "held"), (violated, 1, "violated"), (vacuous, 2, "vacuous"),
  ]) func statusSaysTheVerdict(text: String, status: Int32, word: String) throws {
    try withFiles([("a.yaml", text)]) { folder in
      let program = try Program.rehearse("replay", "\(folder)/a.yaml")
      #expect(program.status == status)
      #expect(program.output.hasPrefix("\(word) "))
      #expect(program.output.contains("\n1 scenario: 1 \(word); "))
      #expect(program.errors.hasPrefix("took "))
    }
  }

  @Test func everyFileOfAFolderIsToldOfAndTheGravestDecides() throws {
    let files = [
      ("a.yaml", Self.held), ("b.yaml", Self.violated), ("c.yml", Self.vacuous),
      ("notes.txt", "no scenario"),
    ]
    try withFiles(files) { folder in
      let program = try Program.rehearse("replay", folder)
      #expect(program.status == 1)
      let lines = program.output.split(separator: "\n").map(String.init)
      #expect(lines.contains { $0.hasPrefix("held      \(folder)/a.yaml") })
      #expect(lines.contains { $0.hasPrefix("violated  \(folder)/b.yaml") })
      #expect(lines.contains { $0.hasPrefix("vacuous   \(folder)/c.yml") })
      #expect(lines.last?.hasPrefix("3 scenarios: 1 held, 1 violated, 1 vacuous; ") == true)
      #expect(!program.output.contains("notes.txt"))
    }
  }

  @Test func fileThatIsWrongIsShownWithItsLineAndCaret() throws {
    try withFiles([("a.yaml", Self.wrong)]) { folder in
      let program = try Program.rehearse("replay", "\(folder)/a.yaml")
      #expect(program.status == 65)
      #expect(
        program.errors.hasPrefix(
          """
          \(folder)/a.yaml:2:18: error: unknown key 'spwn' in 'actor'
          actors: { ada: { spwn: fix-1 } }
                           ^
          hint: did you mean 'spawn'?

          """))
    }
  }

  @Test func placeThatIsNotThereIsAnErrorOfReading() throws {
    let program = try Program.rehearse("replay", "/no/such/place")
    #expect(program.status == 74)
    #expect(program.errors == "Error: Cannot read '/no/such/place': No such file or directory.\n")
  }

  @Test func folderWithoutScenariosIsAnErrorOfReading() throws {
    try withFiles([]) { folder in
      let program = try Program.rehearse("replay", folder)
      #expect(program.status == 74)
      #expect(program.errors == "Error: There is no scenario below '\(folder)'.\n")
    }
  }

  // MARK: - What failed

  @Test func violationIsShownWithTheCommandThatReplaysIt() throws {
    try withFiles([("a.yaml", Self.violated)]) { folder in
      let program = try Program.rehearse("replay", "\(folder)/a.yaml")
      #expect(program.output.contains("violated  one-session-per-run at "))
      #expect(
        program.output.contains("replay    rehearse replay \(folder)/a.yaml --seed 1\n"))
      // And the command does.
      let again = try Program.rehearse("replay", "\(folder)/a.yaml", "--seed", "1")
      #expect(again.output == program.output)
    }
  }

  @Test func redIsShownAsItFails() throws {
    try withFiles([("a.yaml", Self.held)]) { folder in
      let program = try Program.rehearse("replay", "\(folder)/a.yaml", "--red", "1")
      #expect(program.status == 1)
      #expect(program.output.contains("run fix-1 has 2 session records"))
      #expect(program.output.contains("--seed 1 --red 1\n"))
      let none = try Program.rehearse("replay", "\(folder)/a.yaml", "--red", "2")
      #expect(none.status == 65)
      #expect(none.output.contains("there is no red 2, but 1"))
      let zero = try Program.rehearse("replay", "\(folder)/a.yaml", "--red", "0")
      #expect(zero.status == 64)
    }
  }

  @Test func partThatNobodyMissesFailsTheAudit() throws {
    let idle = Self.held + "\ntimeline: [{ at: 2s, file: { path: /repo/mine } }]\n"
    try withFiles([("a.yaml", Self.held), ("b.yaml", idle)]) { folder in
      #expect(try Program.rehearse("replay", "--audit", "\(folder)/a.yaml").status == 0)
      let program = try Program.rehearse("replay", "--audit", "\(folder)/b.yaml")
      #expect(program.status == 2)
      #expect(program.output.contains("without item 1 of the timeline it holds all the same"))
    }
  }

  // MARK: - For programs

  @Test func jsonIsOneLineAFile() throws {
    try withFiles([("a.yaml", Self.held), ("b.yaml", Self.vacuous)]) { folder in
      let program = try Program.rehearse("replay", "--json", "--twice", folder)
      let lines = program.output.split(separator: "\n").map(String.init)
      #expect(lines.count == 2)
      #expect(lines[0].hasPrefix(#"{"file":"\#(folder)/a.yaml","verdict":"held","scenario":"#))
      #expect(lines[0].contains(#""seeds":1,"reds":1,"digest":""#))
      #expect(lines[1].contains(#""remarks":["it names no red"#))
    }
  }

  @Test func digestIsTheSameInTwoProcesses() throws {
    try withFiles([("a.yaml", Self.held)]) { folder in
      let first = try Program.rehearse("replay", "--json", folder)
      let second = try Program.rehearse(
        "replay", "--json", folder, environment: ["SWIFT_DETERMINISTIC_HASHING=1"])
      #expect(first.output == second.output)
    }
  }

  @Test func junitHasACaseForEachFile() throws {
    let files = [("a.yaml", Self.held), ("b.yaml", Self.violated), ("c.yaml", Self.wrong)]
    try withFiles(files) { folder in
      let path = "\(folder)/junit.xml"
      _ = try Program.rehearse("replay", folder, "--junit", path)
      let xml = TextFile.read(path) ?? ""
      #expect(xml.contains(#"tests="3" failures="1" errors="1""#))
      #expect(xml.contains(#"<testcase name="a.yaml""#))
      #expect(xml.contains("violated  one-session-per-run at "))
      #expect(xml.contains(#"file="\#(folder)/c.yaml" line="2""#))
    }
  }

  @Test func fileThatCannotBeWrittenIsAnErrorOfItsOwn() throws {
    try withFiles([("a.yaml", Self.held)]) { folder in
      let program = try Program.rehearse("replay", folder, "--junit", "/no/such/place/j.xml")
      #expect(program.status == 73)
    }
  }

  @Test func traceHoldsAgainstTheDocumentedFields() throws {
    let python = Program.find("python3")
    try withFiles([("a.yaml", Self.held)]) { folder in
      let path = "\(folder)/trace.json"
      let program = try Program.rehearse("replay", "\(folder)/a.yaml", "--trace", path)
      #expect(program.status == 0)
      #expect(TextFile.read(path)?.contains(#""name":"new-session""#) == true)
      if let python {
        let driver = TextFile.beside("../ReportsTests/Drivers/trace.py")
        let check = try Program.run(python, [driver, path])
        #expect(check.status == 0, "\(check.output)\(check.errors)")
      }
      let two = try Program.rehearse("replay", "\(folder)/a.yaml", folder, "--trace", path)
      #expect(two.status == 64)
    }
  }

  @Test func onGitHubFailuresAreAnnotations() throws {
    try withFiles([("a.yaml", Self.vacuous)]) { folder in
      let program = try Program.rehearse(
        "replay", "\(folder)/a.yaml", environment: ["GITHUB_ACTIONS=true"])
      #expect(
        program.output.contains("::error file=\(folder)/a.yaml,title=vacuous scenario::it names no")
      )
      let elsewhere = try Program.rehearse("replay", "\(folder)/a.yaml")
      #expect(!elsewhere.output.contains("::error"))
    }
  }

  // MARK: - Watching

  @Test func watchingReplaysAgainWhenAFileIsSaved() throws {
    try withFiles([("a.yaml", Self.held)]) { folder in
      // Waits for as many verdicts as are wanted, saves in between, and ends what it began.
      let script = """
        "$1" replay --watch "$2" >"$2/out" 2>"$2/err" & watch=$!
        await() {
          for _ in $(seq 400); do
            [ "$(grep -c "$1" "$2")" -ge "$3" ] && return 0
            sleep 0.05
          done
          kill $watch; exit 9
        }
        await '^held ' "$2/out" 1
        printf '%s\n' "$3" >"$2/a.yaml"
        await '^vacuous ' "$2/out" 1
        await 'vacuous; waiting' "$2/err" 1
        kill $watch
        wait $watch
        [ $? -eq 143 ]
        """
      let program = try Program.run(
        "/bin/sh", ["-c", script, "sh", Program.built, folder, Self.vacuous], secondsMax: 120)
      #expect(program.status == 0, "\(program.errors)")
    }
  }
}
