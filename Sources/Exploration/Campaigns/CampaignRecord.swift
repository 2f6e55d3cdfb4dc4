/// A report with what it is of: the plan, and the seeds that were run.
///
/// It is what shards leave behind, and what a campaign that was interrupted goes on from.
public struct CampaignRecord: Hashable, Sendable {
  /// The plan.
  public let plan: CampaignPlan
  /// The seeds that were run, in order, none next to another.
  public private(set) var done: [Range<UInt64>]
  /// What came of them.
  public private(set) var report: CampaignReport

  /// Why two records do not add up.
  public enum Conflict: Error, Hashable {
    /// They are of different campaigns.
    case differentPlans
    /// These seeds were run in both.
    case overlap(Range<UInt64>)
  }

  /// A record; of nothing, unless said otherwise.
  public init(
    _ plan: CampaignPlan, done: [Range<UInt64>] = [], report: CampaignReport = CampaignReport()
  ) {
    self.plan = plan
    self.done = Self.joined(done)
    self.report = report
  }

  /// Whether everything was run.
  public var isComplete: Bool { missing.isEmpty }

  /// The seeds that were not run.
  public var missing: [Range<UInt64>] {
    var missing: [Range<UInt64>] = []
    var next = plan.first
    for range in done {
      if range.lowerBound > next { missing.append(next..<range.lowerBound) }
      next = range.upperBound
    }
    if next < plan.seeds.upperBound { missing.append(next..<plan.seeds.upperBound) }
    return missing
  }

  /// Adds the runs of some seeds.
  public mutating func add(_ report: CampaignReport, of seeds: Range<UInt64>) {
    precondition(!done.contains { $0.overlaps(seeds) }, "run twice: \(seeds)")
    done = Self.joined(done + [seeds])
    self.report.merge(report)
  }

  /// Adds what another record holds.
  public mutating func merge(_ other: CampaignRecord) throws(Conflict) {
    guard plan == other.plan else { throw .differentPlans }
    for range in other.done {
      if let own = done.first(where: { $0.overlaps(range) }) {
        throw .overlap(own.clamped(to: range))
      }
    }
    done = Self.joined(done + other.done)
    report.merge(other.report)
  }

  private static func joined(_ ranges: [Range<UInt64>]) -> [Range<UInt64>] {
    var joined: [Range<UInt64>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
      if let last = joined.last, last.upperBound == range.lowerBound {
        joined[joined.count - 1] = last.lowerBound..<range.upperBound
      } else {
        joined.append(range)
      }
    }
    return joined
  }
}
