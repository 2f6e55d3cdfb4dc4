import Exploration
import Operations
import Properties
import Scenarios
import Testing

@Suite struct AuditTests {
  @Test func scenarioInWhichEveryPartIsNeededIsSound() throws {
    let audit = try Audit(Sample.missedProbe)
    #expect(audit.remarks == [])
    // As it is and without its happening, each with the red; and once without the red.
    #expect(audit.runCount == 5)
  }

  @Test func happeningThatChangesNothingIsNamed() throws {
    var scenario = Sample.twoRequests
    scenario.timeline = [
      Happening(.at(.seconds(2) ... .seconds(2)), .fileAppears("/repo/mine", content: "x"))
    ]
    #expect(
      try Audit(scenario).remarks == ["without item 1 of the timeline it holds all the same"])
  }

  @Test func expectationThatNobodyMissesIsNamed() throws {
    var scenario = Sample.twoRequests
    scenario.expectations.append(.count(.init(of: .records, which: "fix-1", isExactly: 1)))
    scenario.expectations.append(.count(.init(of: .agents, which: "fix-1", isExactly: 1)))
    scenario.reds[0].violates.append("count")
    let remarks = try Audit(scenario).remarks
    #expect(
      remarks == Array(repeating: "without the expectation 'count' it holds all the same", count: 2)
    )
  }

  @Test func whatDoesNotHoldIsNotAudited() throws {
    var scenario = Sample.twoRequests
    scenario.reds = []
    #expect(try Audit(scenario).remarks == ["it does not hold as it is"])
  }
}
