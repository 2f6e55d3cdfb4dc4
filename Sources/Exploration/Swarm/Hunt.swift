import Lifecycle
import Operations
import Properties
import Scenarios
import SimulatedWorld
import Simulation

/// Plays one scenario by one driver, seed after seed.
public struct Hunt: Sendable {
  /// The scenario.
  public let scenario: Scenario
  /// What is different from how it should be; empty when nothing is.
  public let changes: [Red.Change]
  /// The names of the expectations whose violation counts; empty for any.
  public let violates: [String]
  /// Who decides how runs differ.
  public let driver: Driver
  private let swarm: Swarm

  /// A run that is over.
  public struct Run: Sendable {
    /// The seed.
    public var seed: UInt64
    /// The scenario that was played, which replays the run with the seed and the changes.
    public var scenario: Scenario
    /// The changes that it was played with.
    public var changes: [Red.Change]
    /// The first expectation that was violated, by its place, and counts.
    public var violated: Int?
    /// How.
    public var violation: Violation?
    /// How many events there were.
    public var eventCount: Int64
  }

  /// Hunts for a violation of what is named, or of anything.
  public init(
    _ scenario: Scenario, changes: [Red.Change] = [], violates: [String] = [],
    driver: Driver = .swarm
  ) {
    self.scenario = scenario
    self.changes = changes
    self.violates = violates
    self.driver = driver
    swarm = Swarm(scenario, changes: changes)
  }

  /// One run from a seed, with its census if there is one.
  public func run(seed: UInt64, _ census: inout Census?) throws(StagingError) -> Run {
    let variation: Variation?
    switch driver {
    case .time: variation = nil
    case .swarm: variation = swarm.variation(seed: seed)
    }
    let played = variation?.scenario ?? scenario
    let changes = variation?.changes(changes) ?? changes
    var play = try Play(played, changes: changes, seed: seed)
    if census != nil { play.lookout = SituationWatch() }
    play.run(stopsAtViolation: violates.isEmpty)
    let findings = play.findings()
    census?.add(play, findings, of: variation)
    let place = findings.indices.first { place in
      findings[place].violation != nil
        && (violates.isEmpty || violates.contains(played.expectations[place].name))
    }
    return Run(
      seed: seed, scenario: played, changes: changes, violated: place,
      violation: place.flatMap { findings[$0].violation },
      eventCount: play.universe.eventCount)
  }

  /// How many runs it takes until something is found; nil when so many find nothing.
  ///
  /// Each hunt has seeds of its own, drawn from its number.
  public func runCount(untilFoundBy hunt: UInt64, limit: Int) throws(StagingError) -> Int? {
    var seeds = RandomStream(seed: hunt, name: "hunt")
    var census: Census?
    for number in 1...limit {
      let seed = seeds.next() >> 16
      if try run(seed: seed, &census).violated != nil { return number }
    }
    return nil
  }
}
