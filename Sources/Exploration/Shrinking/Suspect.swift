import Lifecycle
import Operations
import Properties
import Scenarios
import Simulation

/// A scenario that fails with one seed in one way, and nothing about it that is not needed to say so.
public struct Suspect: Sendable {
  /// The scenario: one seed, one expectation, no reds.
  public private(set) var scenario: Scenario
  /// How it fails.
  public let failure: FailureClass
  /// When it is seen to fail.
  public let instant: Instant

  /// Takes a failing run of a scenario; nil when that run does not violate the expectation.
  public init?(
    _ scenario: Scenario, changes: [Red.Change] = [], seed: UInt64, expectation: Int
  ) throws(StagingError) {
    var scenario = scenario.changed(by: changes)
    scenario.seeds = seed...seed
    scenario.reds = []
    scenario.expectations = [scenario.expectations[expectation]]
    guard let (failure, instant) = try Self.failure(of: scenario) else { return nil }
    self.scenario = scenario
    self.failure = failure
    self.instant = instant
  }

  private init(_ scenario: Scenario, _ failure: FailureClass, _ instant: Instant) {
    self.scenario = scenario
    self.failure = failure
    self.instant = instant
  }

  /// The seed.
  public var seed: UInt64 { scenario.seeds.lowerBound }

  /// Another scenario, if it fails in the very same way.
  func replaced(by other: Scenario) -> Suspect? {
    guard let found = try? Self.failure(of: other), found.0 == failure else { return nil }
    return Suspect(other, failure, found.1)
  }

  private static func failure(
    of scenario: Scenario
  ) throws(StagingError) -> (FailureClass, Instant)? {
    var play = try Play(scenario, seed: scenario.seeds.lowerBound)
    play.run()
    guard let violation = play.findings()[0].violation else { return nil }
    let name = scenario.expectations[0].name
    return (FailureClass(name, violation, names: scenario.names), violation.time)
  }
}

extension Scenario {
  /// The scenario in which what a red changes is written at the actors themselves.
  public func changed(by changes: [Red.Change]) -> Scenario {
    var scenario = self
    for place in actors.indices {
      scenario.actors[place].variant = actors[place].variant(changedBy: changes)
    }
    return scenario
  }
}
