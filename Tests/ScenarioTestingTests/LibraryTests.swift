import Glibc
import ScenarioFolders
import ScenarioTesting
import TestSupport
import Testing

/// The library, as people run their own scenarios from their own packages.
@Suite struct LibraryTests {
  @Test(arguments: Scenarios.in("scenarios"))
  func holds(_ scenario: ScenarioCase) throws { try scenario.check() }

  @Test func folderIsFoundFromTheFileOfTheTestAsWell() {
    #expect(!Scenarios.in("scenarios", from: #filePath).isEmpty)
  }

  @Test func folderThatIsNotThereIsACaseThatFailsAndSaysSo() throws {
    let cases = Scenarios.in("no-such-folder")
    #expect(cases.count == 1)
    let failure = #expect(throws: ScenarioFailure.self) { try cases[0].check() }
    #expect(
      failure?.description == "Cannot read 'no-such-folder': No such file or directory.")
  }

  @Test func fileThatIsWrongFailsWithItsPlace() throws {
    let failure = try failure(of: "scenario: x\nactors: { ada: { spwn: fix-1 } }\nexpect: []\n")
    #expect(failure.contains(":2:18: error: unknown key 'spwn' in 'actor'"))
    #expect(failure.contains("did you mean 'spawn'?"))
  }

  @Test func fileThatShowsNothingFailsWithTheReason() throws {
    let failure = try failure(of: "scenario: x\nactors: { ada: { spawn: fix-1 } }\nexpect: []\n")
    #expect(failure.contains("is vacuous: it expects nothing; it names no red"))
  }

  @Test func violationFailsWithItsScreen() throws {
    let failure = try failure(
      of: """
        scenario: x
        actors:
          ada: { spawn: fix-1, by: genie-rc21 }
          ben: { spawn: fix-1, by: genie-rc21, at: 1s }
        expect: [one-session-per-run]
        """)
    #expect(failure.contains("violated  one-session-per-run at"))
    #expect(failure.contains("replay    rehearse replay"))
  }

  private func failure(of text: String) throws -> String {
    try TextFile.withTemporaryDirectory { path in
      let file = path + "/case.yaml"
      try TextFile.write(text, to: file)
      let cases = Scenarios.in(path)
      #expect(cases.map(\.path) == [file])
      let failure = #expect(throws: ScenarioFailure.self) { try cases[0].check() }
      return try #require(failure).description
    }
  }
}
