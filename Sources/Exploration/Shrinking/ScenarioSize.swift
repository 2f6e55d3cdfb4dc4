import Operations
import Scenarios

/// How much there is to read in a scenario, for telling which of two is smaller: who takes part
/// before what happens, what happens before in which order, and numbers last.
struct ScenarioSize: Comparable {
  private let parts: [Int64]

  init(_ scenario: Scenario) {
    let actors = scenario.actors.reduce(0) { $0 + max(1, $1.count) }
    let calls: Int
    switch scenario.schedule {
    case .byTime: calls = 0
    case .order(let list): calls = list.count
    case .random, .priorities: calls = 1_000_000
    }
    let repeats = scenario.timeline.reduce(0) { $0 + $1.times }
    let variants = scenario.actors.reduce(0) { $0 + $1.variant.size }
    let times = scenario.timeline.reduce(Int64(0)) { $0 + Self.cost($1) }
    let starts = scenario.actors.reduce(Int64(0)) { $0 + Self.cost($1.start) }
    parts = [
      Int64(scenario.actors.count), Int64(actors), Int64(scenario.timeline.count), Int64(calls),
      Int64(repeats), Int64(variants), scenario.stage == Stage() ? 0 : 1,
      scenario.seeds.lowerBound == 1 ? 0 : 1, times + starts,
      Self.digits(scenario.length) + Self.digits(scenario.calm),
      scenario.length.nanoseconds &+ scenario.calm.nanoseconds,
    ]
  }

  static func < (left: ScenarioSize, right: ScenarioSize) -> Bool {
    left.parts.lexicographicallyPrecedes(right.parts)
  }

  private static func cost(_ happening: Happening) -> Int64 {
    var cost = Self.cost(happening.delay) + digits(happening.every)
    if case .at(let range) = happening.trigger { cost += Self.cost(range) }
    return cost
  }

  private static func cost(_ range: ClosedRange<Interval>) -> Int64 {
    range.lowerBound == range.upperBound
      ? digits(range.lowerBound) : digits(range.lowerBound) + digits(range.upperBound) + 10
  }

  /// How many figures it takes to write a stretch of time, to the nanosecond; none for nothing.
  static func digits(_ interval: Interval) -> Int64 {
    var rest = interval.nanoseconds.magnitude
    guard rest > 0 else { return 0 }
    while rest % 10 == 0 { rest /= 10 }
    var digits: Int64 = 1
    while rest > 0 {
      rest /= 10
      digits += 1
    }
    return digits
  }
}

extension Variant {
  /// How much it says.
  fileprivate var size: Int {
    policy.count + rules.count + without.count + (flaws?.count ?? 0) + (system == nil ? 0 : 1)
  }
}
