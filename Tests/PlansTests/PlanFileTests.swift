import Forms
import Plans
import TestSupport
import Testing

struct PlanFileTests {
  /// The plans of this project.
  static let names = ["rc21", "lifecycle", "forge", "retention", "desk", "release"]

  private static func load(_ text: String) throws(Diagnostics) -> Plan {
    try PlanFile.load(Array(text.utf8), file: "plan.yaml")
  }

  private static func says(_ text: String) -> String {
    do throws(Diagnostics) {
      _ = try load(text)
      return ""
    } catch {
      return error.shown.map { "\($0.headline)\($0.hint.map { "; \($0)" } ?? "")" }
        .joined(separator: "\n")
    }
  }

  /// A plan of one check.
  private static func plan(_ check: String) -> String {
    """
    plan: p
    title: P
    release: 1.0
    groups:
      one:
        title: One
        goal: It is shown
        checks:
          - check: It is so
            \(check)

    """
  }

  @Test(arguments: names)
  func everyPlanIsReadAsItWasWritten(name: String) throws {
    let text = try #require(TextFile.read("plans/\(name).yaml"))
    let plan = try Self.load(text)
    #expect(try Self.load(PlanFile.text(of: plan)) == plan)
    #expect(plan.name == name)
  }

  @Test(arguments: [
    ("scenarios: [a.yaml]", ""),
    ("scenarios: []", "plan.yaml:10:20: error: expected at least 1 item, found none"),
    ("scenarois: [a.yaml]", "did you mean 'scenarios'?"),
    (
      "exploration: { scenario: a, runs: 0, canary: 1 }",
      "plan.yaml:10:43: error: expected a whole number from 1 to 100000000, found '0'"
    ),
    ("exploration: { scenario: a, runs: 5 }", "'canary' is missing"),
    ("search: { for: x, in: [a] }", "'control' is missing"),
    (
      "metric: { count: answer-time, scenario: a, runs: 5, before: genie-rc20, most: 3 }",
      "a time has a limit in time; say 'within', and not 'most'"
    ),
    (
      "metric: { count: timeouts, scenario: a, runs: 5, before: genie-rc20, within: 3s }",
      "a count has a number for its limit; say 'most', and not 'within'"
    ),
    (
      "commands: { steps: [{ step: a, run: [a], at-once: true }] }",
      "one time cannot be at once; say with 'times' how many there are"
    ),
    (
      "commands: { steps: [{ step: a, run: [a] }, { step: a, run: [b] }] }",
      "two steps are called 'a'; give one another name"
    ),
    (
      "commands: { steps: [{ step: a, run: [a], count: { of: x, one-for-each: b } }] }",
      "no step before this one is called 'b'; there is none before it"
    ),
    (
      "commands: { steps: [{ step: a, run: [a], count: { of: x, is: 1, one-for-each: a } }] }",
      "a count is wanted once; say either 'is' or 'one-for-each', and not both"
    ),
    ("commands: { steps: [{ step: a, run: [a], within: 5 }] }", "which has no unit"),
  ])
  func whatIsWrongIsToldWithItsPlace(check: String, message: String) {
    let said = Self.says(Self.plan(check))
    #expect(message.isEmpty ? said.isEmpty : said.contains(message), "\(said)")
    if !message.isEmpty { #expect(said.hasPrefix("plan.yaml:"), "\(said)") }
  }

  @Test func twoChecksOfOneSentenceAreRefused() {
    let text = Self.plan("scenarios: [a]") + "      - { check: It is so, scenarios: [b] }\n"
    #expect(Self.says(text).contains("two checks of 'one' say 'It is so'"))
  }

  @Test func aPlanThatChecksNothingIsRefused() {
    let text = "plan: p\ntitle: P\nrelease: 1.0\n"
    #expect(Self.says(text).contains("this plan has neither groups nor other plans"))
  }

  @Test func groupsThatAreIncludedBearTheNameOfTheirPlanAndKeepItsSeed() throws {
    var other = try Self.load(Self.plan("scenarios: [a]"))
    other.name = "other"
    other.seed = 7
    other.approvals = [Approval("tag", "It is tagged")]
    let plan = Plan(name: "all", title: "All", release: "1.0").including([other])
    #expect(plan.groups.map(\.name) == ["other-one"])
    #expect(plan.groups.map(\.seed) == [7])
    #expect(plan.approvals.map(\.name) == ["other-tag"])
  }

  @Test func aValidatorThatIsNotOursTakesEveryPlanAndNoOther() throws {
    guard Validator.program != nil else { return }
    let texts = try Self.names.map { try #require(TextFile.read("plans/\($0).yaml")) }
    let broken = texts.map { $0.replacing("title: ", with: "titel: ") }
    let refused = try Validator.refused(texts + broken, by: PlanFile.schema)
    #expect(refused.sorted() == Array(texts.count..<2 * texts.count))
  }
}
