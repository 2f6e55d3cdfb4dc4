import SupervisionSupport

/// What came of many runs of a real machine.
package struct RealFigures: Sendable {
  /// How many runs there were.
  package var runs = 0
  /// How many events they had.
  package var eventCount: Int64 = 0
  /// How many faults were drawn for them.
  package var faultCount = 0
  /// In how many something was violated.
  package var violated = 0
  /// The first seeds of those.
  package var seeds: [UInt64] = []

  static var seedsMax: Int { 3 }

  package init() {}

  /// Adds a run.
  package mutating func add(_ report: RunReport, seed: UInt64) {
    runs += 1
    eventCount += report.eventCount
    faultCount += report.faults.count
    guard !report.violations.isEmpty else { return }
    violated += 1
    if seeds.count < Self.seedsMax { seeds.append(seed) }
  }

  /// Adds the runs of another process.
  package mutating func add(_ other: RealFigures) {
    runs += other.runs
    eventCount += other.eventCount
    faultCount += other.faultCount
    violated += other.violated
    seeds = Array((seeds + other.seeds).sorted().prefix(Self.seedsMax))
  }

  /// Whether anything happened, and anything went wrong on purpose.
  package var isVacuous: Bool { runs == 0 || eventCount == 0 || faultCount == 0 }
}
