import Exploration
import Operations
import Properties
import Scenarios
import Testing

@Suite struct TrialTests {
  @Test func scenarioHoldsWhenAllHoldsAndItsRedWasSeen() throws {
    for scenario in [Sample.twoRequests, Sample.missedProbe] {
      let trial = try Trial(scenario, twice: true)
      #expect(trial.verdict == .held)
      #expect(trial.reds[0].sightings[0].seed == 1)
      #expect(trial.runCount == 3)
    }
  }

  @Test func flawedSystemInAPlaceOfTheRealOneIsViolated() throws {
    var scenario = Sample.twoRequests
    for place in scenario.actors.indices { scenario.actors[place].variant.system = .genieRC21 }
    let trial = try Trial(scenario)
    #expect(trial.verdict == .violated)
    #expect(trial.violations.count == 1)
  }

  @Test func nothingExpectedShowsNothing() throws {
    var scenario = Sample.twoRequests
    scenario.expectations = []
    scenario.reds = []
    #expect(try Trial(scenario).verdict == .vacuous([.noExpectation, .noRed]))
  }

  @Test func withoutARedNobodyKnowsWhetherItCouldFail() throws {
    var scenario = Sample.twoRequests
    scenario.reds = []
    #expect(try Trial(scenario).verdict == .vacuous([.noRed]))
  }

  @Test func redThatStaysGreenIsNamed() throws {
    var scenario = Sample.twoRequests
    scenario.reds = [
      Red(
        changes: [.init(actor: "ben", variant: Variant(without: ["dirty-work-kept"]))],
        violates: ["one-session-per-run"])
    ]
    let gap = Trial.Gap.redStaysGreen(0, "one-session-per-run")
    #expect(try Trial(scenario).verdict == .vacuous([gap]))
    #expect(
      gap.words(in: scenario)
        == "red 1 (ben without dirty-work-kept) does not violate 'one-session-per-run'")
  }

  @Test func expectationThatNoRedNamesIsNamed() throws {
    var scenario = Sample.twoRequests
    scenario.expectations.append(.property(.noFalseTimeout, PropertyLimits()))
    #expect(try Trial(scenario).verdict == .vacuous([.neverSeenRed("no-false-timeout")]))
  }

  @Test func expectationThatNothingPutToTheTestIsNamed() throws {
    var scenario = Sample.twoRequests
    scenario.expectations.append(.property(.workIsKept, PropertyLimits()))
    scenario.reds[0].violates.append("work-is-kept")
    let gaps = try Trial(scenario).gaps
    #expect(gaps.contains(.notExercised("work-is-kept")))
    #expect(gaps.contains(.redStaysGreen(0, "work-is-kept")))
  }

  @Test func whatNeverHappensIsNamed() throws {
    var scenario = Sample.twoRequests
    scenario.timeline = [Happening(.when(.lostAgent("fix-1")), .crash("ada"))]
    #expect(try Trial(scenario).verdict == .vacuous([.neverHappened(0)]))
  }

  @Test func seedsOfTheFileAreAllRunAndTheFirstFailureEndsThem() throws {
    var scenario = Sample.twoRequests
    scenario.seeds = 3...7
    #expect(try Trial(scenario).greens.map(\.seed) == [3, 4, 5, 6, 7])
    scenario.actors[0].variant.system = .genieRC21
    scenario.actors[1].variant.system = .genieRC21
    #expect(try Trial(scenario).greens.map(\.seed) == [3])
    #expect(try Trial(Sample.twoRequests, seeds: 9...9).greens.map(\.seed) == [9])
  }

  @Test func expectedDeterminismIsComparedAndExercised() throws {
    var scenario = Sample.twoRequests
    scenario.expectations.append(.property(.deterministic, PropertyLimits()))
    let trial = try Trial(scenario)
    #expect(trial.greens[0].secondDigest == trial.greens[0].digest)
    #expect(trial.greens[0].findings[1].exerciseCount == 1)
  }

  @Test func systemThatCannotDoThePartIsRefused() {
    var scenario = Sample.twoRequests
    scenario.actors[0].variant.system = .rlpDesk
    #expect(throws: StagingError.wrongSystem(player: "ada", kind: .command, .rlpDesk)) {
      try Trial(scenario)
    }
  }
}
