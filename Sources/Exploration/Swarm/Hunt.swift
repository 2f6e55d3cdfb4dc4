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
  /// After how many events a run is given up, which is a finding of its own.
  public let eventsMax: Int64
  /// Whether any violation counts in variations that expect nothing of what is named.
  public let takesAnyInVariations: Bool
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
    /// Whether it was given up because it came to no end.
    public var isEndless = false
    /// What kind of failure it is, if it is one.
    public var kind: FailureClass?
    /// The operation that came last before the failure was seen.
    public var call: Verb?
  }

  /// Many times what the longest runs have that end.
  public static let usualEventsMax: Int64 = 1_000_000

  /// Hunts for a violation of what is named, or of anything.
  public init(
    _ scenario: Scenario, changes: [Red.Change] = [], violates: [String] = [],
    driver: Driver = .swarm, eventsMax: Int64 = usualEventsMax, takesAnyInVariations: Bool = false
  ) {
    precondition(eventsMax > 0, "runs of \(eventsMax) events")
    self.scenario = scenario
    self.changes = changes
    self.violates = violates
    self.driver = driver
    self.eventsMax = eventsMax
    self.takesAnyInVariations = takesAnyInVariations
    swarm = Swarm(scenario, changes: changes)
    steps = Self.length(of: scenario, changes, eventsMax)
  }

  /// How many events the first run has, for the priorities to be drawn over.
  private static func length(
    of scenario: Scenario, _ changes: [Red.Change], _ eventsMax: Int64
  ) -> Int {
    guard var play = try? Play(scenario, changes: changes, seed: 1) else { return 1 }
    play.eventsMax = eventsMax
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
    play.eventsMax = eventsMax
    let violates = wanted(of: play.scenario, isVaried: variation != nil)
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
    let isGivenUp = play.isGivenUp
    let place = findings.indices.first { place in
      guard findings[place].violation != nil,
        violates.isEmpty || violates.contains(played.expectations[place].name)
      else { return false }
      // What is counted at the end of a run cannot be counted where there is none.
      if isGivenUp, case .property = played.expectations[place] { return true }
      return !isGivenUp
    }
    var run = Run(
      seed: seed, scenario: played, changes: changes, violated: place,
      violation: place.flatMap { findings[$0].violation },
      eventCount: play.universe.eventCount, digest: play.universe.digest,
      isEndless: isGivenUp)
    if run.isEndless { run.kind = .endless }
    if let place, let violation = run.violation {
      run.kind = FailureClass(
        played.expectations[place].name, violation, names: played.names)
      run.call = (play.lookout as? SituationWatch)?.lastCall
    }
    return run
  }

  /// The names of what counts in a run; empty for anything.
  private func wanted(of played: Scenario, isVaried: Bool) -> [String] {
    guard isVaried, takesAnyInVariations else { return violates }
    let isExpected = played.expectations.contains { violates.contains($0.name) }
    return isExpected ? violates : []
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
    var seeds = Self.seeds(of: hunt)
    var census: Census?
    for number in 1...limit {
      let seed = Self.next(&seeds)
      if try run(seed: seed, &census).violated != nil { return number }
    }
    return nil
  }

  /// What a hunt draws its seeds from.
  static func seeds(of hunt: UInt64) -> RandomStream { RandomStream(seed: hunt, name: "hunt") }

  /// The next of them.
  static func next(_ seeds: inout RandomStream) -> UInt64 { seeds.next() >> 16 }
}
