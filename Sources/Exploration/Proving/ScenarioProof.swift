import Lifecycle
import Operations
import Properties
import Scenarios
import Search

/// All runs of a scenario within bounds, gone through: what holds in every one of them, or a
/// shortest run in which it does not.
public struct ScenarioProof: Sendable {
  /// What was gone through.
  public let scenario: Scenario
  /// Within which bounds.
  public let bounds: ProofBounds
  /// What was concluded.
  public let conclusion: Conclusion
  /// How many states, transitions and bytes it took, and how deep it went.
  public let tally: Search.Tally
  /// The expectations that were watched, by their names.
  public let watched: [String]
  /// Those that were left out, because they remember the whole run or count something at its end.
  public let leftOut: [String]
  /// Those that were watched and never put to the test.
  public let notExercised: [String]

  /// What can be concluded.
  public enum Conclusion: Sendable {
    /// All runs hold.
    case holds
    /// One does not.
    case violated(ScenarioCounterexample)
    /// As far as it went all runs hold, and this is why it went no further.
    case stopped(by: Bound)
    /// Nothing of what is expected can be gone through.
    case nothingToProve
  }

  /// Goes through all runs of a scenario.
  public init(
    _ original: Scenario, changes: [Red.Change] = [], bounds: ProofBounds
  ) throws(StagingError) {
    var scenario = original.changed(by: changes)
    let provable = scenario.expectations.filter(\.isProvable)
    watched = provable.map(\.name)
    leftOut = scenario.expectations.filter { !$0.isProvable }.map(\.name)
    scenario.expectations = provable
    scenario.reds = []
    self.scenario = scenario
    self.bounds = bounds
    guard !provable.isEmpty else {
      (conclusion, tally, notExercised) = (.nothingToProve, Search.Tally(), [])
      return
    }
    var bounds = bounds
    // What the timeline has in store may be meant for just such an operation.
    bounds.takesQuietAtOnce = scenario.timeline.isEmpty
    var exercise = ProofTally()
    var model = try ScenarioModel(scenario, bounds: bounds, tally: exercise)
    var result = Self.run(model, bounds)
    if result.verdict == .holds, exercise.hasMovedQuiet {
      bounds.takesQuietAtOnce = false
      exercise = ProofTally()
      model = try ScenarioModel(scenario, bounds: bounds, tally: exercise)
      result = Self.run(model, bounds)
    }
    tally = result.tally
    let exercised = exercise.exercised
    notExercised = watched.enumerated().filter { place, _ in
      !(exercised.indices.contains(place) && exercised[place])
    }.map(\.element)
    switch result.verdict {
    case .holds: conclusion = .holds
    case .stopped(let bound): conclusion = .stopped(by: bound)
    case .violated(let found):
      conclusion = .violated(ScenarioCounterexample(found, of: model, scenario))
    }
  }

  private static func run(
    _ model: ScenarioModel, _ bounds: ProofBounds
  ) -> ProofResult<ScenarioModel.Step> {
    let proof = Proof(
      from: model,
      limits: ProofLimits(states: bounds.states, depth: bounds.depth, bytes: bounds.memory))
    return bounds.checksLiveness ? proof.runWithPromise() : proof.run()
  }
}

extension ScenarioProof {
  /// Whether everything was seen that there is to see for the conclusion.
  public var isConcluded: Bool {
    switch conclusion {
    case .holds, .violated: true
    case .stopped, .nothingToProve: false
    }
  }
}

extension Bound {
  /// The word for it.
  public var words: String { self == .bytes ? "memory" : rawValue }
}

extension Expectation {
  /// Whether all runs can be gone through for it.
  public var isProvable: Bool {
    guard case .property(let name, let limits) = self else { return false }
    var digest = Digest()
    return name.make(limits: limits).foldMemory(into: &digest, Account())
  }
}
