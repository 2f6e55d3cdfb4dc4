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
  /// About how many events a run has.
  private let steps: Int

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
    /// The fingerprint of the run.
    public var digest: Digest
    /// What kind of failure it is, if it is one.
    public var kind: FailureClass?
    /// The operation that came last before the failure was seen.
    public var call: Verb?
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
    steps = Self.length(of: scenario, changes)
  }

  /// How many events the first run has, for the priorities to be drawn over.
  private static func length(of scenario: Scenario, _ changes: [Red.Change]) -> Int {
    guard var play = try? Play(scenario, changes: changes, seed: 1) else { return 1 }
    play.run()
    return max(1, Int(play.universe.eventCount))
  }

  /// One run from a seed, with its census if there is one.
  public func run(seed: UInt64, _ census: inout Census?) throws(StagingError) -> Run {
    var stage = HuntStage()
    return try run(seed: seed, on: &stage, &census)
  }

  /// The same on a stage that is kept from run to run.
  public func run(
    seed: UInt64, on stage: inout HuntStage, _ census: inout Census?
  ) throws(StagingError) -> Run {
    let (isVaried, schedule) = driver.choice(seed: seed, steps: steps)
    let variation = isVaried ? varied(seed, schedule) : nil
    let changes = variation?.changes(changes) ?? changes
    var play: Play
    if let variation {
      play = try Play(variation.scenario, changes: changes, seed: seed)
    } else {
      play = try stage.play(scenario, changes, schedule, seed: seed)
    }
    play.lookout = SituationWatch()
    if violates.count == 1,
      let place = play.scenario.expectations.firstIndex(where: { $0.name == violates[0] })
    {
      play.run(until: place)
    } else {
      play.run(stopsAtViolation: violates.isEmpty)
    }
    let findings = play.findings()
    census?.add(play, findings, of: variation)
    let played = play.scenario
    let place = findings.indices.first { place in
      findings[place].violation != nil
        && (violates.isEmpty || violates.contains(played.expectations[place].name))
    }
    var run = Run(
      seed: seed, scenario: played, changes: changes, violated: place,
      violation: place.flatMap { findings[$0].violation },
      eventCount: play.universe.eventCount, digest: play.universe.digest)
    if let place, let violation = run.violation {
      run.kind = FailureClass(
        played.expectations[place].name, violation, names: played.names)
      run.call = (play.lookout as? SituationWatch)?.lastCall
    }
    return run
  }

  private func varied(_ seed: UInt64, _ schedule: Schedule) -> Variation {
    var variation = swarm.variation(seed: seed)
    variation.scenario.schedule = schedule
    return variation
  }

  /// The failure of a seed, as a scenario of its own; nil when it does not fail.
  public func suspect(seed: UInt64) throws(StagingError) -> Suspect? {
    var census: Census?
    let run = try run(seed: seed, &census)
    guard let place = run.violated else { return nil }
    return try Suspect(run.scenario, changes: run.changes, seed: seed, expectation: place)
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
