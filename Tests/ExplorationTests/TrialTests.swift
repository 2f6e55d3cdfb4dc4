import Exploration
import Operations
import Properties
import Scenarios
import Supervision
import Testing

@Suite struct TrialTests {
  @Test func twoRequestsUnderOneKeyAreOneSessionAndGenieMakesTwo() throws {
    var scenario = Scenario(title: "Two requests under one key make one session")
    scenario.actors = [
      Player(name: "ada", part: .command(CommandPart(.spawn, run: "fix-1"))),
      Player(
        name: "ben", part: .command(CommandPart(.spawn, run: "fix-1")),
        start: .seconds(1) ... .seconds(1)),
    ]
    scenario.expectations = [.property(.oneSessionPerRun, PropertyLimits())]
    scenario.reds = [
      Red(
        changes: [.init(actor: Red.everybody, variant: Variant(system: .genieRC21))],
        violates: ["one-session-per-run"])
    ]
    let trial = try Trial(scenario, twice: true)
    #expect(trial.verdict == .held)
  }
}
