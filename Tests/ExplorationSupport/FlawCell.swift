/// What the hunts of one driver for one flaw have come to.
package struct FlawCell: Hashable, Sendable {
  /// How many runs it took those that found it, in the order of the hunts.
  package var runCounts: [Int] = []
  /// How many hunts found nothing.
  package var missCount = 0
  /// In how many of them it was that a run came to no end.
  package var endlessCount = 0

  /// Nothing was hunted yet.
  package init() {}

  /// How many hunts there were.
  package var huntCount: Int { runCounts.count + missCount }

  /// Whether any of them found it.
  package var isFound: Bool { !runCounts.isEmpty }

  /// How many runs it takes in the median; nil when more than half found nothing.
  package var median: Int? {
    let place = (huntCount - 1) / 2
    return huntCount > 0 && place < runCounts.count ? runCounts.sorted()[place] : nil
  }

  /// How it stands in a table: the median, and the share that found it if that is not all.
  package var text: String {
    guard isFound else { return "-" }
    let number = median.map { "\($0)" } ?? "-"
    let mark = endlessCount > 0 ? "∞" : ""
    guard missCount > 0 else { return number + mark }
    return "\(number)\(mark) (\(max(1, runCounts.count * 100 / huntCount)) %)"
  }

  // MARK: - From process to process

  /// All of it in one line.
  package var line: String {
    (["\(missCount)", "\(endlessCount)"] + runCounts.map { "\($0)" }).joined(separator: " ")
  }

  /// Reads such a line; nil when it is none.
  package init?(line: String) {
    let words = line.split(whereSeparator: \.isWhitespace)
    let numbers = words.compactMap { Int($0) }
    guard numbers.count >= 2, numbers.count == words.count else { return nil }
    missCount = numbers[0]
    endlessCount = numbers[1]
    runCounts = Array(numbers[2...])
  }
}
