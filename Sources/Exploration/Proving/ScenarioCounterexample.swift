import Operations
import Properties
import Scenarios
import Search

/// A shortest run that a search has found to fail, with names that last.
public struct ScenarioCounterexample: Sendable {
  /// How it fails, by class.
  public let violation: String
  /// The steps that lead there.
  public let steps: [NamedStep]
  /// The steps that go round for ever after them; empty when it fails at once.
  public let cycle: [NamedStep]
  /// Whether no shorter run fails.
  public let isShortest: Bool
  /// The run as a scenario: the order of what takes effect, and what happens in between.
  public let scenario: Scenario

  init(
    _ violation: String, _ steps: [ScenarioModel.Step], cycle: [ScenarioModel.Step] = [],
    isShortest: Bool, of model: ScenarioModel, _ original: Scenario
  ) {
    self.violation = violation
    self.isShortest = isShortest
    let names = model.names(of: steps + cycle)
    self.steps = Array(names.prefix(steps.count))
    self.cycle = Array(names.dropFirst(steps.count))
    scenario = ProvenScenario(names, of: original).scenario
  }

  /// The same as it is seen when time is kept; nil where it needs that time stands still.
  ///
  /// The order decides which call takes effect after which. All else goes by time there, with the
  /// latencies that were measured.
  public func suspect() throws(StagingError) -> Suspect? {
    for place in scenario.expectations.indices
    where violation.hasPrefix(scenario.expectations[place].name + ":") {
      return try Suspect(scenario, seed: 1, expectation: place)
    }
    return nil
  }
}
