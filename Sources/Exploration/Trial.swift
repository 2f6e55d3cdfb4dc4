import Lifecycle
import Operations
import Properties
import Scenarios
import Simulation

/// A scenario, run with all its seeds as it should be, and under each of its flaws.
public struct Trial: Sendable {
  /// The scenario.
  public let scenario: Scenario
  /// What came of each seed, as it should be; it ends with the first that was violated.
  public private(set) var greens: [Green] = []
  /// What came of each flawed variant.
  public private(set) var reds: [Flaw] = []
  /// How many runs the flawed variants took.
  public private(set) var redRunCount = 0
  /// How many events were taken in all of it.
  public private(set) var eventCount: Int64 = 0

  /// A run as it should be.
  public struct Green: Sendable {
    /// The seed.
    public var seed: UInt64
    /// What was found of each expectation.
    public var findings: [Finding]
    /// What of the timeline has happened.
    public var struck: [Bool]
    /// The calls of an ordered schedule that never came.
    ///
    /// The code is another one than when the order was written. The run went on by time.
    public var missing: [Schedule.Call]
    /// The fingerprint of the run.
    public var digest: Digest
    /// The fingerprint of the same run once more, when it was run twice.
    public var secondDigest: Digest?

    /// The first expectation that was violated.
    public var violation: Int? { findings.firstIndex { $0.violation != nil } }
  }

  /// A flawed variant.
  public struct Flaw: Sendable {
    /// For each expectation that it is to violate: the seed at which it did, and how.
    public var sightings: [Sighting]

    /// An expectation that a flaw is to violate.
    public struct Sighting: Sendable {
      /// The expectation, by its place in the file.
      public var expectation: Int
      /// At which seed it was seen, if it was.
      public var seed: UInt64?
      /// How it was violated.
      public var violation: Violation?
    }
  }

  /// Runs a scenario; with `twice` the first seed is run once more, and must come out the same.
  public init(
    _ scenario: Scenario, seeds: ClosedRange<UInt64>? = nil, twice: Bool = false
  ) throws(StagingError) {
    self.scenario = scenario
    let seeds = seeds ?? scenario.seeds
    for seed in seeds {
      let green = try play(seed, twice: twice && seed == seeds.lowerBound)
      greens.append(green)
      if green.violation != nil { break }
    }
    for red in scenario.reds { reds.append(try see(red, seeds)) }
  }

  private mutating func play(_ seed: UInt64, twice: Bool) throws(StagingError) -> Green {
    var play = try Play(scenario, seed: seed)
    play.run()
    eventCount += play.universe.eventCount
    var green = Green(
      seed: seed, findings: play.findings(), struck: play.struck, missing: play.missingCalls,
      digest: play.universe.digest)
    let compares = scenario.expectations.contains { $0.name == PropertyName.deterministic.text }
    if twice || compares {
      var again = try Play(scenario, seed: seed)
      again.run()
      eventCount += again.universe.eventCount
      green.secondDigest = again.universe.digest
      var property = Deterministic()
      property.compare(first: green.digest, second: again.universe.digest)
      for place in scenario.expectations.indices
      where scenario.expectations[place].name == property.name.text {
        green.findings[place] = property.finding
      }
    }
    return green
  }

  private mutating func see(
    _ red: Red, _ seeds: ClosedRange<UInt64>
  ) throws(StagingError) -> Flaw {
    var flaw = Flaw(sightings: [])
    for name in red.violates {
      for place in scenario.expectations.indices where scenario.expectations[place].name == name {
        flaw.sightings.append(.init(expectation: place))
      }
    }
    for seed in seeds where flaw.sightings.contains(where: { $0.seed == nil }) {
      var play = try Play(scenario, changes: red.changes, seed: seed)
      play.run(stopsAtViolation: flaw.sightings.count == 1)
      eventCount += play.universe.eventCount
      redRunCount += 1
      let findings = play.findings()
      for place in flaw.sightings.indices where flaw.sightings[place].seed == nil {
        guard let violation = findings[flaw.sightings[place].expectation].violation else {
          continue
        }
        flaw.sightings[place].seed = seed
        flaw.sightings[place].violation = violation
      }
    }
    return flaw
  }
}
