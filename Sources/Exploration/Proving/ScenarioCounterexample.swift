import Operations
import Properties
import Scenarios
import Search

/// A shortest run that a search has found to fail, with names that last.
public struct ScenarioCounterexample: Sendable {
  /// How it fails, by class.
  public let violation: String
  /// How it fails, in the property's own words.
  public let words: String
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
    words = Self.words(after: steps + cycle, model) ?? violation
    self.isShortest = isShortest
    let path = steps + cycle
    let names = Self.counted(model.names(of: path))
    self.steps = Array(names.prefix(steps.count))
    self.cycle = Array(names.dropFirst(steps.count))
    let rest = Self.pending(after: path, model).map { model.names(of: path + [$0]) }
    scenario =
      ProvenScenario(
        names, pending: rest.compactMap { Self.counted($0).last?.call }, of: original
      ).scenario
  }

  private static func words(
    after path: [ScenarioModel.Step], _ model: ScenarioModel
  ) -> String? {
    var model = model
    for step in path { model.take(step) }
    return model.words
  }

  /// The steps with those of one name counted together, as a run counts them.
  private static func counted(_ names: [NamedStep]) -> [NamedStep] {
    var seen: [Schedule.Call] = []
    return names.map { step in
      guard let call = step.call else { return step }
      var step = step
      step.call?.nth = seen.count { $0.actor == call.actor && $0.verb == call.verb } + 1
      seen.append(call)
      return step
    }
  }

  /// The calls that can be taken after a path.
  private static func pending(
    after path: [ScenarioModel.Step], _ model: ScenarioModel
  ) -> [ScenarioModel.Step] {
    var last = model
    for step in path { last.take(step) }
    var steps: [ScenarioModel.Step] = []
    last.enabled(into: &steps)
    return steps.filter { if case .call(_, _, 0) = $0 { true } else { false } }
  }

  /// The same as it is seen when time is kept; nil where it needs that time stands still.
  ///
  /// The order decides which call takes effect after which. All else goes by time there, with the
  /// latencies that were measured.
  public func suspect() throws(StagingError) -> Suspect? {
    for place in scenario.expectations.indices
    where violation.hasPrefix(scenario.expectations[place].name + ":") {
      let suspect = try Suspect(scenario, seed: 1, expectation: place)
      return suspect?.failure.text == violation ? suspect : nil
    }
    return nil
  }
}
