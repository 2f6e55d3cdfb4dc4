/// How often something was so, and in how many runs.
public struct Tally: Hashable, Sendable {
  /// How often.
  public var count: Int64
  /// In how many runs at least once.
  public var runs: Int64

  /// Never, unless said otherwise.
  public init(count: Int64 = 0, runs: Int64 = 0) {
    self.count = count
    self.runs = runs
  }

  /// Adds what was counted in one run.
  mutating func add(_ count: Int64) {
    guard count > 0 else { return }
    self.count += count
    runs += 1
  }

  /// Adds what was counted elsewhere.
  static func += (left: inout Tally, right: Tally) {
    left.count += right.count
    left.runs += right.runs
  }
}
