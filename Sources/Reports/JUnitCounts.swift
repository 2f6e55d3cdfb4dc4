/// How many cases there are of each outcome, and how long all of them took.
public struct JUnitCounts: Hashable, Sendable {
  /// All cases, whatever became of them.
  public private(set) var testCount = 0
  /// The cases that did not hold.
  public private(set) var failureCount = 0
  /// The cases that could not be judged.
  public private(set) var errorCount = 0
  /// The cases that were not run.
  public private(set) var skippedCount = 0
  /// The sum of their times, in nanoseconds, held at the largest instead of overflowing.
  public private(set) var timeNs: Int64 = 0

  /// Counts cases.
  public init(_ cases: some Sequence<JUnitCase>) {
    for one in cases {
      precondition(one.timeNs >= 0, "a case that took \(one.timeNs) ns: \(one.name)")
      testCount += 1
      switch one.outcome {
      case .passed: break
      case .failed: failureCount += 1
      case .error: errorCount += 1
      case .skipped: skippedCount += 1
      }
      let (sum, overflow) = timeNs.addingReportingOverflow(one.timeNs)
      timeNs = overflow ? .max : sum
    }
  }
}
