/// What is being found out about a check: what is wrong, what is missing, what was counted.
struct Opinion {
  /// What is not as it has to be.
  var failures: [String] = []
  /// What was not shown.
  var gaps: [String] = []
  /// What was counted.
  var counts: [CheckResult.Count] = []
  /// A figure.
  var metric: MetricResult?
  /// Why it has nothing to do with what this time was about; nil when it has.
  var skipped: String?
  /// What there is to be said when nothing is wrong.
  var praise = ""

  /// What it comes to.
  var verdict: Verdict {
    if !failures.isEmpty { return .failed }
    if !gaps.isEmpty { return .vacuous }
    return skipped == nil ? .passed : .skipped
  }

  /// Why, in one sentence.
  var reason: String {
    let remarks = failures.isEmpty ? gaps : failures
    guard let first = remarks.first else { return skipped ?? praise }
    return remarks.count == 1 ? first : "\(first); and \(remarks.count - 1) more"
  }

  /// How many lines of what is wrong are kept.
  private static let remarksMax = 50

  /// All that is wrong, as far as it is kept.
  var remarks: [String] { Array((failures + gaps).prefix(Self.remarksMax)) }

  /// So many of something, in words.
  static func several(_ count: Int, _ thing: String) -> String {
    count == 1 ? "1 \(thing)" : "\(count) \(thing)s"
  }

  /// Counts something.
  mutating func count(_ name: String, _ number: Int, mark: String) {
    counts.append(CheckResult.Count(name, number, mark: mark))
  }
}
