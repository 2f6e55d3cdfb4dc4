/// What came of many runs of a scene.
package struct FlawFigures: Sendable {
  /// How many runs there were.
  package var runs = 0
  /// In how many the flaw showed.
  package var shown = 0
  /// How many events they had.
  package var eventCount: Int64 = 0
  /// The least and the most that was measured.
  package var least = Int64.max
  package var most = Int64.min
  /// The first seed of those in which it did not show.
  package var missed: UInt64?

  package init() {}

  /// Adds a run.
  package mutating func add(_ showing: Showing, seed: UInt64) {
    runs += 1
    eventCount += showing.eventCount
    if showing.isShown {
      shown += 1
    } else {
      missed = min(missed ?? seed, seed)
    }
    if let measure = showing.measure {
      least = min(least, measure)
      most = max(most, measure)
    }
  }

  /// Adds the runs of another process.
  package mutating func add(_ other: FlawFigures) {
    runs += other.runs
    shown += other.shown
    eventCount += other.eventCount
    least = min(least, other.least)
    most = max(most, other.most)
    missed = [missed, other.missed].compactMap { $0 }.min()
  }

  /// Whether the flaw shows as often and as much as is known of it; never without runs.
  package func agree(with flaw: KnownFlaw) -> Bool {
    guard runs > 0, eventCount > 0, shown > 0 else { return false }
    // In hundredths of a percent, so that one run of many counts as well.
    let share = shown * 10_000 / runs
    guard share >= flaw.percent.lowerBound * 100, share <= flaw.percent.upperBound * 100 else {
      return false
    }
    guard let measure = flaw.measure else { return true }
    return least <= most && measure.range.contains(least) && measure.range.contains(most)
  }
}
