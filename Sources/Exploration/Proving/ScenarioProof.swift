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
  /// How many runs were drawn until one failed, before all were gone through; nil when none did.
  public let walkCount: Int?
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
    /// All runs hold in which the clock stands still, and somebody reads it.
    case holdsWithoutTime
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
      (conclusion, tally, walkCount, notExercised) = (.nothingToProve, Search.Tally(), nil, [])
      return
    }
    var bounds = bounds
    // What the timeline has in store may be meant for just such an operation.
    bounds.takesQuietAtOnce = scenario.timeline.isEmpty
    var exercise = ProofTally()
    var model = try ScenarioModel(scenario, bounds: bounds, tally: exercise)
    let drawn = Self.draw(from: model, bounds)
    walkCount = drawn?.count
    if let drawn {
      // Whatever is shorter than a run that fails is shorter than that.
      bounds.depth = min(bounds.depth, drawn.steps.count)
      if bounds.isQuick {
        (tally, notExercised) = (Search.Tally(), [])
        conclusion = .violated(
          ScenarioCounterexample(
            drawn.violation, drawn.steps, isShortest: false, of: model, scenario))
        return
      }
    }
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
    case .holds: conclusion = exercise.clockWasRead ? .holdsWithoutTime : .holds
    case .stopped(let bound):
      guard let drawn else {
        conclusion = .stopped(by: bound)
        break
      }
      conclusion = .violated(
        ScenarioCounterexample(
          drawn.violation, drawn.steps, isShortest: false, of: model, scenario))
    case .violated(let found):
      conclusion = .violated(
        ScenarioCounterexample(
          found.violation, found.steps, cycle: found.cycle, isShortest: found.isShortest,
          of: model, scenario))
    }
  }

  /// Draws runs until one fails: every other one without a crash, since most crashes only end what
  /// could have gone wrong.
  private static func draw(
    from model: ScenarioModel, _ bounds: ProofBounds
  ) -> (count: Int, violation: String, steps: [ScenarioModel.Step])? {
    guard bounds.walks > 0 else { return nil }
    let stepsMax = min(bounds.depth, 1_000)
    var calm = Walk(from: model.withoutCrashes, stepCount_max: stepsMax)
    var walk = Walk(from: model, stepCount_max: stepsMax)
    for count in 1...bounds.walks {
      let isCalm = bounds.crashes > 0 && count % 2 == 1
      let seed = UInt64(count)
      let ending = isCalm ? calm.run(seed: seed).ending : walk.run(seed: seed).ending
      if case .violated(let violation) = ending {
        return (count, violation, isCalm ? calm.taken : walk.taken)
      }
    }
    return nil
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
    case .stopped, .nothingToProve, .holdsWithoutTime: false
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
