import Operations
import Properties
import Scenarios

/// What came of the runs of a campaign, or of a part of it.
///
/// Reports of parts add up to that of the whole, whatever the parts and their order.
public struct CampaignReport: Hashable, Sendable {
  /// What was reached.
  ///
  /// Nil in no report; a hunt that counts nothing takes none.
  public internal(set) var census: Census? = Census()
  /// The ways in which runs failed, in the order of their words.
  public private(set) var groups: [FailureGroup] = []
  /// How many runs were run a second time.
  public private(set) var twinCount: Int64 = 0
  /// The seeds that ran differently the second time, the lowest ones.
  public private(set) var departed: [UInt64] = []
  /// All digests of runs, added up.
  public private(set) var sum: UInt64 = 0

  /// How many departed seeds are kept.
  private static let departedMax = 16

  /// Of nothing.
  public init() {}

  init(
    census: Census, groups: [FailureGroup], twinCount: Int64, departed: [UInt64], sum: UInt64
  ) {
    self.census = census
    self.groups = groups
    self.twinCount = twinCount
    self.departed = departed
    self.sum = sum
  }

  /// How many runs there were.
  public var runCount: Int64 { census?.runCount ?? 0 }
  /// How many events.
  public var eventCount: Int64 { census?.eventCount ?? 0 }
  /// In how many runs something was violated.
  public var failureCount: Int64 { groups.reduce(0) { $0 + $1.count } }

  /// The lowest seed that fails.
  public var firstFailure: FailureGroup? { groups.min { $0.seed < $1.seed } }

  // MARK: - Adding up

  mutating func add(_ run: Hunt.Run) {
    sum &+= Self.mark(run)
    guard let kind = run.kind else { return }
    add(FailureGroup(kind: kind, call: run.call, seed: run.seed, count: 1))
  }

  mutating func addTwin(of run: Hunt.Run, _ again: Hunt.Run) {
    twinCount += 1
    guard run.digest != again.digest else { return }
    departed = Array((departed + [run.seed]).sorted().prefix(Self.departedMax))
  }

  private static func mark(_ run: Hunt.Run) -> UInt64 {
    var digest = Digest(seed: run.seed)
    digest.fold(run.digest)
    return digest.high
  }

  private mutating func add(_ group: FailureGroup) {
    let place = groups.firstIndex { $0.key >= group.key } ?? groups.endIndex
    if place < groups.endIndex, groups[place].key == group.key {
      groups[place].merge(group)
    } else {
      groups.insert(group, at: place)
    }
  }

  /// Adds what another has counted.
  public mutating func merge(_ other: CampaignReport) {
    if let others = other.census { census?.merge(others) }
    for group in other.groups { add(group) }
    twinCount += other.twinCount
    departed = Array((departed + other.departed).sorted().prefix(Self.departedMax))
    sum &+= other.sum
  }
}
