import Lifecycle
import Operations
import Properties
import Scenarios
import Simulation

/// What a campaign has reached: how many runs and events, what was put to the test, which situations
/// it came into, and which faults struck.
///
/// Censuses of parts of a campaign add up to that of the whole, whatever the parts and their order.
public struct Census: Hashable, Sendable {
  /// How many runs there were.
  public internal(set) var runCount: Int64 = 0
  /// How many events.
  public internal(set) var eventCount: Int64 = 0
  /// In how many runs something was violated.
  public internal(set) var violatedCount: Int64 = 0
  private var kinds = [Int64](repeating: 0, count: SystemKind.allCases.count)
  private var exercises = [Tally](repeating: Tally(), count: PropertyName.allCases.count)
  private var violations = [Tally](repeating: Tally(), count: PropertyName.allCases.count)
  private var situations = [Tally](repeating: Tally(), count: Situation.allCases.count)
  private var drawn = [Tally](repeating: Tally(), count: FaultClass.allCases.count)
  private var struck = [Tally](repeating: Tally(), count: FaultClass.allCases.count)

  /// Of nothing.
  public init() {}

  // MARK: - What is known

  /// How often a property was put to the test.
  public func exercises(of name: PropertyName) -> Tally { exercises[Int(name.rawValue)] }

  /// How often a property was violated, at most once in a run.
  public func violations(of name: PropertyName) -> Tally { violations[Int(name.rawValue)] }

  /// How often a situation was come into.
  public func visits(to situation: Situation) -> Tally { situations[Int(situation.rawValue)] }

  /// How many faults of a class were put into timelines.
  public func drawn(_ fault: FaultClass) -> Tally { drawn[Int(fault.rawValue)] }

  /// How many of them struck something.
  public func struck(_ fault: FaultClass) -> Tally { struck[Int(fault.rawValue)] }

  /// How many runs had a kind of system in them.
  public func runs(with kind: SystemKind) -> Int64 { kinds[Int(kind.rawValue)] }

  /// The situations of the kinds of systems in play that no run has come into.
  public var neverReached: [Situation] {
    Situation.allCases.filter { situation in
      visits(to: situation).count == 0 && situation.kinds.contains { runs(with: $0) > 0 }
    }
  }

  // MARK: - By name

  /// All that is counted of one kind, by name, in a fixed order.
  func tallies(in section: CensusSection) -> [(name: String, tally: Tally)] {
    switch section {
    case .systems:
      Array(zip(SystemKind.allCases.map(\.text), kinds.map { Tally(count: $0, runs: $0) }))
    case .exercises: Array(zip(PropertyName.allCases.map(\.text), exercises))
    case .violations: Array(zip(PropertyName.allCases.map(\.text), violations))
    case .situations: Array(zip(Situation.allCases.map(\.text), situations))
    case .drawn: Array(zip(FaultClass.allCases.map(\.text), drawn))
    case .struck: Array(zip(FaultClass.allCases.map(\.text), struck))
    }
  }

  /// Sets what was counted under a name; false when nothing is called so.
  mutating func set(_ tally: Tally, _ name: String, in section: CensusSection) -> Bool {
    guard let place = tallies(in: section).firstIndex(where: { $0.name == name }) else {
      return false
    }
    switch section {
    case .systems: kinds[place] = tally.count
    case .exercises: exercises[place] = tally
    case .violations: violations[place] = tally
    case .situations: situations[place] = tally
    case .drawn: drawn[place] = tally
    case .struck: struck[place] = tally
    }
    return true
  }

  // MARK: - Adding up

  /// Counts a run that is over, with what was found in it.
  public mutating func add(
    _ play: borrowing Play, _ findings: [Finding], of variation: Variation? = nil
  ) {
    runCount += 1
    eventCount += play.universe.eventCount
    for kind in SystemKind.all(in: play.scenario) { kinds[Int(kind.rawValue)] += 1 }
    var isViolated = false
    for (expectation, finding) in zip(play.scenario.expectations, findings) {
      if finding.violation != nil { isViolated = true }
      guard case .property(let name, _) = expectation else { continue }
      exercises[Int(name.rawValue)].add(Int64(finding.exerciseCount))
      violations[Int(name.rawValue)].add(finding.violation == nil ? 0 : 1)
    }
    if isViolated { violatedCount += 1 }
    if let watch = play.lookout as? SituationWatch {
      for (place, count) in watch.counts.enumerated() { situations[place].add(count) }
    }
    if let variation { add(variation, play.struck) }
  }

  private mutating func add(_ variation: Variation, _ hits: [Bool]) {
    for fault in FaultClass.allCases {
      var (wanted, hit): (Int64, Int64) = (0, 0)
      for (place, origin) in variation.origins.enumerated() where origin == fault {
        wanted += 1
        if hits[place] { hit += 1 }
      }
      drawn[Int(fault.rawValue)].add(wanted)
      struck[Int(fault.rawValue)].add(hit)
    }
  }

  /// Adds what another has counted.
  public mutating func merge(_ other: Census) {
    runCount += other.runCount
    eventCount += other.eventCount
    violatedCount += other.violatedCount
    for place in kinds.indices { kinds[place] += other.kinds[place] }
    for place in exercises.indices {
      exercises[place] += other.exercises[place]
      violations[place] += other.violations[place]
    }
    for place in situations.indices { situations[place] += other.situations[place] }
    for place in drawn.indices {
      drawn[place] += other.drawn[place]
      struck[place] += other.struck[place]
    }
  }
}
