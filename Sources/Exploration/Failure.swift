import Operations
import Properties
import Scenarios
import Simulation

/// How an expectation was violated in one run, with the events that matter, for people.
public struct Failure: Sendable {
  /// The scenario.
  public let scenario: Scenario
  /// What was different from how it should be; empty when nothing was.
  public let changes: [Red.Change]
  /// The seed.
  public let seed: UInt64
  /// The expectation, by its place in the file.
  public let expectation: Int
  /// How it was violated.
  public let violation: Violation
  /// The events that matter, in order.
  public let moments: [Moment]
  /// How many events the run had taken by then.
  public let eventCount: Int64
  /// The fingerprint of the run at that point.
  public let digest: Digest

  /// One thing that happened.
  public struct Moment: Hashable, Sendable {
    /// The number of the event.
    public var number: Int64
    /// When.
    public var time: Instant
    /// Whose doing it was; empty for the world's.
    public var actor: String
    /// What it was.
    public var words: String
    /// Whether something went wrong on purpose.
    public var isFault: Bool
    /// Whether it is the event at which the violation was seen.
    public var isLast: Bool
  }

  /// How many events are shown at most.
  static let momentsMax = 14

  /// Plays a seed once more and keeps what happens; nil when nothing is violated.
  public init?(
    of scenario: Scenario, changes: [Red.Change] = [], seed: UInt64, expectation wanted: Int? = nil
  ) throws(StagingError) {
    var play = try Play(scenario, changes: changes, seed: seed, records: true)
    play.run(until: wanted)
    let findings = play.findings()
    guard
      let place = wanted.flatMap({ findings[$0].violation == nil ? nil : $0 })
        ?? findings.firstIndex(where: { $0.violation != nil }),
      let violation = findings[place].violation
    else { return nil }
    self.scenario = scenario
    self.changes = changes
    self.seed = seed
    expectation = place
    self.violation = violation
    eventCount = play.universe.eventCount
    digest = play.universe.digest
    moments = Selection(violation, play).moments
  }

  /// The name of what was violated.
  public var name: String { scenario.expectations[expectation].name }
}
