import Foundation
import Testing

/// The script of the campaigns tells the truth, also of a command that finds something new, or finds
/// nothing at all.
@Suite struct CampaignScriptTests {
  private static let failure = """
    {"expectation":"no-orphans","shape":"_ is left","call":"exit","seed":5,"count":2}
    """

  /// Runs the script with a command that answers as given: what it says of the machines as they are,
  /// and of a canary.
  private func run(
    _ real: (failures: String, status: Int), canary: (failures: String, status: Int),
    runs: Int = 100, known: String = ""
  ) throws -> Command.Result {
    try Command.withTemporaryFolder { folder in
      let command = folder.appendingPathComponent("rehearse")
      let script = """
        #!/bin/bash
        case "$*" in
          *--red*) echo '{"census":{"runs":7},"failures":[\(canary.failures)]}'
            exit \(canary.status) ;;
          *) echo '{"census":{"runs":\(runs)},"failures":[\(real.failures)]}'
            exit \(real.status) ;;
        esac
        """
      try Data(script.utf8).write(to: command)
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: command.path)
      let list = folder.appendingPathComponent("known.txt")
      try Data(known.utf8).write(to: list)
      var environment = ProcessInfo.processInfo.environment
      environment["REHEARSE"] = command.path
      environment["KNOWN_FINDINGS"] = list.path
      return try Command.run(
        ["scripts/campaigns.sh", "100"], in: Tree.root, environment: environment)
    }
  }

  private static let kinds = ["sessions", "desk", "lock", "forge", "migration", "retention"]

  @Test func campaignsThatHoldAndFindTheirCanariesHold() throws {
    let result = try run(("", 0), canary: (Self.failure, 1))
    #expect(result.status == 0, "\(result.output)")
    #expect(result.output.split(separator: "\n").count { $0.hasPrefix("held") } == 12)
  }

  @Test func canaryThatIsNotFoundFails() throws {
    for status in [0, 2, 3] {
      let result = try run(("", 0), canary: ("", status))
      #expect(result.status == 1)
      #expect(result.output.contains("is not found (exit status \(status))"))
    }
    // It says that it failed, and not of what.
    #expect(try run(("", 0), canary: ("", 1)).status == 1)
  }

  @Test func newKindOfFailureFailsAndAKnownOneDoesNot() throws {
    let canary = (Self.failure, 1)
    let new = try run((Self.failure, 1), canary: canary)
    #expect(new.status == 1)
    #expect(new.output.contains("failed: desk: no-orphans: _ is left"))
    #expect(new.output.contains("desk/dot-in-the-mission.yaml --from 5 --runs 1"))
    let lines = Self.kinds.map { "\($0) | no-orphans: _ is left | 5 | why\n" }
    let known = try run((Self.failure, 1), canary: canary, known: "# kinds\n" + lines.joined())
    #expect(known.status == 0, "\(known.output)")
    // What is known of one is not known of another.
    #expect(try run((Self.failure, 1), canary: canary, known: lines[0]).status == 1)
  }

  @Test func findingThatIsGoneIsSaid() throws {
    let result = try run(
      ("", 0), canary: (Self.failure, 1), known: "desk | no-orphans: _ is left | 5 | why\n")
    #expect(result.status == 0)
    #expect(result.output.contains("note: desk: not seen any more"))
  }

  @Test func emptyCampaignFails() throws {
    let canary = (Self.failure, 1)
    #expect(try run(("", 0), canary: canary, runs: 0).status == 1)
    #expect(try run(("", 2), canary: canary).status == 1)
    #expect(try run(("", 3), canary: canary).status == 1)
    #expect(try run(("", 1), canary: canary).status == 1)
  }

  @Test func everyKnownFindingHasItsFourFields() throws {
    let text = try #require(Tree.text(of: "scripts/known-findings.txt"))
    let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
    for line in lines {
      let fields = line.components(separatedBy: " | ")
      #expect(fields.count == 4, "\(line)")
      #expect(Self.kinds.contains(fields[0]), "\(line)")
      #expect(fields.count > 2 && Int(fields[2]) != nil, "\(line)")
    }
  }
}
