import Properties
import Scenarios
import Supervision
import Testing

@testable import Exploration

/// Two failures are of one kind when they say the same of whoever it is about.
@Suite struct FailureClassTests {
  private func text(_ words: String, names: [String] = ["ada", "ben", "cat"]) -> String {
    FailureClass("one-runner-per-root", Violation(words), names: names).text
  }

  @Test(arguments: [
    ("2 hold /srv/blog at once: ada, ben", "3 hold /srv/shop at once: ben, cat, ada"),
    ("ada was refused /srv/blog", "ben was refused /tmp/x"),
    (
      "the lock of /srv/blog was freed by ada while its holder, pid 302, lives",
      "the lock of /a was freed by ben while its holder, pid 9, lives"
    ),
    ("2 agents of run fix-1 live at once", "5 agents of run job-12 live at once"),
    ("ada: no answer within 5.2s", "ben: no answer within 70.003s"),
  ])
  func namesAndNumbersDoNotMatter(_ first: String, _ second: String) {
    #expect(text(first) == text(second))
  }

  @Test(arguments: [
    ("the lock of /srv/blog was freed by ada", "the lock of /srv/blog was taken by ada"),
    ("ada was refused /srv/blog", "ada was given /srv/blog"),
    ("2 hold /srv/blog at once", "2 hold /srv/blog"),
    ("ada holds", "holds ada"),
  ])
  func wordsDo(_ first: String, _ second: String) {
    #expect(text(first) != text(second))
  }

  @Test func theExpectationIsPartOfIt() {
    let violation = Violation("ada failed")
    #expect(
      FailureClass("one", violation, names: []) != FailureClass("two", violation, names: []))
    #expect(FailureClass("one", violation, names: ["ada"]).text == "one: _ failed")
  }

  @Test func namesAreThoseOfActorsAndRuns() {
    #expect(text("ada failed") == "one-runner-per-root: _ failed")
    #expect(text("dora failed") == "one-runner-per-root: dora failed")
    var scenario = Scenario(title: "x")
    scenario.actors = [
      Player(name: "team", part: .command(CommandPart(.spawn, run: "login")), count: 2)
    ]
    #expect(scenario.names == ["team-1", "team-2", "login"])
  }
}
