import Exploration
import Operations
import Properties
import Scenarios
import Testing

@Suite struct FailurePageTests {
  private func page(_ scenario: Scenario, width: Int = 100) throws -> FailurePage {
    let failure = try #require(
      try Failure(of: scenario, changes: scenario.reds[0].changes, seed: 1))
    return FailurePage(failure, file: "a.yaml", red: 0, width: width)
  }

  @Test(arguments: [60, 80, 100, 160]) func failureFitsOnOneScreen(width: Int) throws {
    for scenario in [Sample.twoRequests, Sample.missedProbe] {
      let lines = try page(scenario, width: width).lines
      #expect(lines.count <= 36)
      for line in lines { #expect(line.count <= width, "\(line)") }
    }
  }

  @Test func failureSaysWhatWhenWhoAndHowToReplayIt() throws {
    let lines = try page(Sample.missedProbe).lines
    #expect(lines[0].hasPrefix("a.yaml: One missed probe does not end a session (seed 1, watch"))
    #expect(lines.contains { $0.hasPrefix("violated  failed-probe-is-not-death at 2") })
    #expect(lines.contains { $0.contains("must hold: No session is declared dead") })
    #expect(lines.contains { $0.hasPrefix("! ") && $0.contains("list-panes -a: it fails") })
    #expect(lines.contains { $0.hasPrefix("> ") && $0.contains("over: found dead") })
    #expect(lines.contains { $0.hasPrefix("state     record fix-1") })
    #expect(lines.last == "replay    rehearse replay a.yaml --seed 1 --red 1")
  }

  @Test func eventsStandInColumnsAndInTheirOrder() throws {
    let failure = try #require(
      try Failure(
        of: Sample.missedProbe, changes: Sample.missedProbe.reds[0].changes, seed: 1))
    #expect(failure.moments.count <= 14)
    #expect(failure.moments.map(\.number) == failure.moments.map(\.number).sorted())
    #expect(failure.moments.last?.isLast == true)
    #expect(failure.moments.last?.number == failure.violation.event)
    #expect(failure.moments.contains { $0.isFault })
    // Time, actor and words begin in the same column in every line.
    let lines = try page(Sample.missedProbe).lines.filter { $0.contains("watch ") }
    let places = Set(lines.dropFirst().map { $0.firstRange(of: "watch ").map { $0.lowerBound } })
    #expect(places.count <= 2)
  }

  @Test func violationIsSeenAtTheEventAtWhichItHappens() throws {
    let scenario = Sample.twoRequests
    let failure = try #require(
      try Failure(of: scenario, changes: scenario.reds[0].changes, seed: 1))
    // The run stops there, so the event at which it was seen is the last that was taken.
    #expect(failure.violation.event == failure.eventCount)
    let again = try #require(
      try Failure(of: scenario, changes: scenario.reds[0].changes, seed: 1))
    #expect(again.digest == failure.digest)
  }

  @Test func whatHoldsHasNoFailure() throws {
    #expect(try Failure(of: Sample.twoRequests, seed: 1) == nil)
  }
}
