import Operations
import Properties
import Scenarios
import SimulatedWorld
import Simulation

/// Why a run fails: where it parts from the nearest run that does not, and from which event on no
/// run that goes on from there holds.
///
/// For the second, the universe is copied after an event and goes on many times, each time with
/// other draws and another order of what is due at about the same time. The share of those that fail
/// in the same way is the weight of the event. What is on its way when the copy is made stays on its
/// way, and what the timeline still has in store happens all the same.
public struct Explanation: Sendable {
  /// The failure.
  public let failure: Failure
  /// How it fails.
  public let kind: FailureClass
  /// The nearest run that passes, if one was found.
  public private(set) var neighbour: Neighbour?
  /// How likely the failure was after some events, in their order.
  public private(set) var odds: [Odds] = []
  /// The event from which on every continuation fails; nil when none is seen to, short of the last.
  public private(set) var inevitable: Odds?
  /// How many continuations each share is of.
  public let continuations: Int
  /// How many runs it took.
  public private(set) var runCount = 0

  private let scenario: Scenario
  private let place: Int

  /// A run that passes.
  public struct Neighbour: Hashable, Sendable {
    /// What is different about it.
    public var difference: String
    /// How many events it has in common with the failing one.
    public var common: Int
    /// What happens first in the failing run and not in this one.
    public var failing: Failure.Moment?
    /// What happens in its place.
    public var passing: Failure.Moment?
  }

  /// How likely the failure is after an event.
  public struct Odds: Hashable, Sendable {
    /// What happened.
    public var moment: Failure.Moment
    /// How many continuations fail.
    public var failing: Int
    /// Of how many.
    public var of: Int
  }

  /// By how much a continuation lets events overtake each other.
  private static let reach = Interval.milliseconds(20)
  /// How many events are looked at in the first round.
  private static let looksMax = 24

  /// Explains how a seed violates an expectation; nil when it does not.
  public init?(
    of original: Scenario, changes: [Red.Change] = [], seed: UInt64, expectation: Int? = nil,
    continuations: Int = 100
  ) throws(StagingError) {
    scenario = original.changed(by: changes)
    self.continuations = continuations
    guard
      let failure = try Failure(of: scenario, seed: seed, expectation: expectation)
    else { return nil }
    self.failure = failure
    place = failure.expectation
    kind = FailureClass(failure.name, failure.violation, names: scenario.names)
    try findNeighbour()
    try weigh()
  }

  // MARK: - The nearest run that passes

  private mutating func findNeighbour() throws(StagingError) {
    let own = try Course(scenario, seed: failure.seed, until: place)
    var best: (course: Course, difference: String, common: Int)?
    for (other, seed, difference) in relatives() {
      guard let course = try? Course(other, seed: seed, until: place) else { continue }
      runCount += 1
      guard !course.isViolated else { continue }
      let common = own.commonCount(with: course)
      if common > best?.common ?? -1 { best = (course, difference, common) }
    }
    guard let best else { return }
    neighbour = Neighbour(
      difference: best.difference, common: best.common, failing: own.moment(at: best.common),
      passing: best.course.moment(at: best.common))
  }

  /// Runs that differ in one thing.
  private func relatives() -> [(Scenario, UInt64, String)] {
    var found: [(Scenario, UInt64, String)] = []
    for number in scenario.timeline.indices {
      var other = scenario
      other.timeline.remove(at: number)
      found.append((other, failure.seed, "without item \(number + 1) of the timeline"))
    }
    if case .order(let calls) = scenario.schedule {
      for number in calls.indices {
        var other = scenario
        var rest = calls
        rest.remove(at: number)
        other.schedule = rest.isEmpty ? .byTime : .order(rest)
        found.append((other, failure.seed, "without call \(number + 1) of the order"))
      }
    }
    for number in scenario.actors.indices where scenario.actors.count > 1 {
      var other = scenario
      other.actors.remove(at: number)
      found.append((other, failure.seed, "without \(scenario.actors[number].name)"))
    }
    for seed in UInt64(1)...40 where seed != failure.seed {
      found.append((scenario, seed, "with seed \(seed)"))
    }
    return found
  }

  // MARK: - Inevitability

  private mutating func weigh() throws(StagingError) {
    let last = failure.violation.event
    let course = try Course(scenario, seed: failure.seed, until: place)
    // The events that somebody would look at, and some in between.
    var numbers = failure.moments.map(\.number)
    let stride = max(1, last / Int64(Self.looksMax))
    numbers += Swift.stride(from: stride, to: last, by: Int(stride))
    numbers = numbers.filter { $0 < last }.sorted()
    var weighed: [(number: Int64, failing: Int)] = []
    for number in numbers where weighed.last?.number != number {
      weighed.append((number, try failingCount(after: number, continuations)))
    }
    // All continuations fail from somewhere on: between the last that was seen to have a way out and
    // the first that was not, each half is asked again.
    var low = weighed.last { $0.failing < continuations }?.number ?? 0
    var high = weighed.first { $0.number > low }?.number ?? last
    while high - low > 1 {
      let middle = low + (high - low) / 2
      let failing = try failingCount(after: middle, continuations)
      weighed.append((middle, failing))
      if failing == continuations { high = middle } else { low = middle }
    }
    weighed.sort { $0.number < $1.number }
    odds = weighed.compactMap { one in
      course.moment(ofEvent: one.number).map {
        Odds(moment: $0, failing: one.failing, of: continuations)
      }
    }
    // At the last one it has happened, which is no prediction.
    if high < last {
      // The first events of a run may be nobody's doing: then it is so from the first that is.
      let moment =
        course.moment(ofEvent: high) ?? failure.moments.last { $0.number <= high }
        ?? failure.moments.first
      if let moment { inevitable = Odds(moment: moment, failing: continuations, of: continuations) }
    }
  }

  /// How many of so many continuations from after an event fail in the same way.
  private mutating func failingCount(
    after number: Int64, _ count: Int
  ) throws(StagingError) -> Int {
    var play = try Play(scenario, seed: failure.seed)
    while play.universe.eventCount < number, play.step() {}
    var failing = 0
    for continuation in 0..<count {
      var copy = play.copy()
      copy.divert(
        seed: UInt64(continuation) &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(number),
        within: continuation % 2 == 0 ? Self.reach : .zero)
      copy.run(until: place)
      runCount += 1
      guard let violation = copy.findings()[place].violation else { continue }
      if FailureClass(failure.name, violation, names: scenario.names) == kind { failing += 1 }
    }
    return failing
  }
}
