/// Which known word a person probably meant, by the rule that the command line goes by as well.
public enum Nearest {
  /// Beyond this nothing is near, and comparing would only cost time.
  private static let lettersMax = 64

  /// The nearest candidate, if it is near enough to be worth offering; the first of equals.
  ///
  /// A third of the letters may be wrong, and never all of them.
  public static func word(to written: String, among candidates: [String]) -> String? {
    guard written.utf8.count <= lettersMax else { return nil }
    let written = Array(written.lowercased().utf8)
    var best: (candidate: String, edits: Int)?
    for candidate in candidates {
      let letters = Array(candidate.lowercased().utf8)
      let limit = max(1, max(written.count, letters.count) / 3)
      guard abs(written.count - letters.count) <= limit else { continue }
      let edits = distance(written, letters)
      guard edits <= limit, edits < letters.count else { continue }
      if best.map({ edits < $0.edits }) ?? true { best = (candidate, edits) }
    }
    return best?.candidate
  }

  /// The hint that offers the nearest candidate.
  public static func hint(for written: String, among candidates: [String]) -> String? {
    word(to: written, among: candidates).map { "did you mean '\($0)'?" }
  }

  /// The number of letters to insert, delete, replace, or swap with their neighbour.
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for i in left.indices {
      var row = [i + 1]
      for j in right.indices {
        var least = min(
          last[j] + (left[i] == right[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          least = min(least, beforeLast[j - 1] + 1)
        }
        row.append(least)
      }
      (beforeLast, last) = (last, row)
    }
    return last[right.count]
  }
}
