import Exploration
import ExplorationSupport
import Properties
import Scenarios
import Testing

@Suite struct CampaignTests {
  private static let plan = CampaignPlan(
    title: "Of some \"claims\" one is had\n", fingerprint: "f1f0", driver: .mixed, first: 11,
    count: 60, twicePerMille: 500, expectations: ["one-runner-per-root"])

  /// Many of whose runs fail, and in more than one way.
  private static let campaign: Campaign = {
    let changes = Sample.red(by: .carelessLock, violates: "").changes
    return Campaign(
      Hunt(PlainScene.locks.scenario, changes: changes, driver: .mixed), twicePerMille: 500)
  }()

  private static func record(_ seeds: Range<UInt64>) throws -> CampaignRecord {
    var stage = HuntStage()
    var report = CampaignReport()
    for seed in seeds { try campaign.run(seed: seed, on: &stage, into: &report) }
    return CampaignRecord(plan, done: [seeds], report: report)
  }

  // MARK: - Parts

  @Test func partsCoverThePlanAndDifferByOneAtMost() {
    for count: UInt64 in [1, 2, 7, 60, 61, 1_000] {
      let plan = CampaignPlan(
        title: "", fingerprint: "", driver: .time, first: 5, count: count, twicePerMille: 0,
        expectations: [])
      for parts: UInt64 in [1, 2, 3, 7, 16, 100] {
        var next = plan.first
        var lengths: Set<Int> = []
        for part in 0..<parts {
          let seeds = plan.seeds(ofPart: part, of: parts)
          #expect(seeds.lowerBound == next)
          next = seeds.upperBound
          lengths.insert(seeds.count)
        }
        #expect(next == plan.seeds.upperBound)
        #expect((lengths.max() ?? 0) - (lengths.min() ?? 0) <= 1)
      }
    }
  }

  // MARK: - Adding up

  @Test func partsAddUpToTheWholeInAnyOrderAndGrouping() throws {
    let whole = try Self.record(Self.plan.seeds)
    #expect(whole.isComplete && whole.report.failureCount > 0 && whole.report.twinCount > 0)
    let parts = try (0..<4 as Range<UInt64>).map {
      try Self.record(Self.plan.seeds(ofPart: $0, of: 4))
    }
    for order in [[0, 1, 2, 3], [3, 1, 0, 2], [2, 3, 1, 0]] {
      var sum = CampaignRecord(Self.plan)
      for place in order { try sum.merge(parts[place]) }
      #expect(sum == whole)
      #expect(sum.text == whole.text)
    }
    var left = parts[0]
    try left.merge(parts[1])
    var right = parts[2]
    try right.merge(parts[3])
    try right.merge(left)
    #expect(right == whole)
    // Nothing changes nothing.
    try right.merge(CampaignRecord(Self.plan))
    #expect(right == whole)
  }

  @Test func missingSeedsAreNamed() throws {
    var record = CampaignRecord(Self.plan)
    #expect(record.missing == [11..<71])
    record.add(CampaignReport(), of: 20..<30)
    record.add(CampaignReport(), of: 40..<71)
    #expect(record.missing == [11..<20, 30..<40] && !record.isComplete)
    record.add(CampaignReport(), of: 30..<40)
    record.add(CampaignReport(), of: 30..<30)
    #expect(record.done == [20..<71] && record.missing == [11..<20])
  }

  @Test func whatDoesNotAddUpIsRefused() throws {
    var record = CampaignRecord(Self.plan, done: [11..<31])
    #expect(throws: CampaignRecord.Conflict.overlap(21..<31)) {
      try record.merge(CampaignRecord(Self.plan, done: [21..<41]))
    }
    for change: (inout CampaignPlan) -> Void in [
      { $0.title = "" }, { $0.fingerprint = "" }, { $0.driver = .time }, { $0.first = 1 },
      { $0.count = 7 }, { $0.twicePerMille = 1 }, { $0.expectations = [] },
    ] {
      var other = Self.plan
      change(&other)
      #expect(throws: CampaignRecord.Conflict.differentPlans) {
        try record.merge(CampaignRecord(other, done: [41..<51]))
      }
    }
    #expect(record == CampaignRecord(Self.plan, done: [11..<31]))
  }

  // MARK: - As text

  @Test func recordIsReadAsItWasWritten() throws {
    var record = try Self.record(11..<40)
    #expect(!record.report.groups.isEmpty)
    record.add(CampaignReport(), of: 50..<50)
    let read = try CampaignRecord.read(Array(record.text.utf8))
    #expect(read == record)
    #expect(read.text == record.text)
    let empty = CampaignRecord(Self.plan)
    #expect(try CampaignRecord.read(Array(empty.text.utf8)) == empty)
  }

  @Test func noByteCanBeChangedUnnoticed() throws {
    let bytes = Array(try Self.record(11..<31).text.utf8)
    for place in bytes.indices {
      var changed = bytes
      // A digit becomes another digit.
      changed[place] ^= 1
      #expect(throws: (any Error).self, "byte \(place)") { try CampaignRecord.read(changed) }
    }
  }

  @Test func noEndCanBeCutOffUnnoticed() throws {
    let bytes = Array(try Self.record(11..<31).text.utf8)
    for count in bytes.indices {
      #expect(throws: (any Error).self, "of \(count)") {
        try CampaignRecord.read(Array(bytes.prefix(count)))
      }
    }
    #expect(throws: (any Error).self) { try CampaignRecord.read(bytes + bytes) }
  }

  // MARK: - What is run twice

  @Test func asManyAreRunTwiceAsWereAskedFor() throws {
    let scenario = PlainScene.locks.scenario
    for (perMille, range) in [(0, 0...0), (20, 2...25), (500, 250...350), (1_000, 600...600)] {
      let campaign = Campaign(Hunt(scenario, driver: .time), twicePerMille: UInt64(perMille))
      var stage = HuntStage()
      var report = CampaignReport()
      for seed in 1...600 as ClosedRange<UInt64> {
        try campaign.run(seed: seed, on: &stage, into: &report)
      }
      #expect(range.contains(Int(report.twinCount)), "\(perMille): \(report.twinCount)")
      #expect(report.runCount == 600 && report.departed.isEmpty)
    }
  }
}
