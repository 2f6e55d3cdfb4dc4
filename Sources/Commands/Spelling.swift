/// Which word a person probably meant.
enum Spelling {
  /// The nearest candidate, if it is near enough to be worth offering; the first of equals.
  ///
  /// A third of the letters may be wrong, and never all of them.
  static func suggestion(for word: String, among candidates: [String]) -> String? {
    let written = Array(word.lowercased())
    var best: (candidate: String, edits: Int)?
    for candidate in candidates {
      let letters = Array(candidate.lowercased())
      let limit = max(1, max(written.count, letters.count) / 3)
      let edits = distance(written, letters)
      guard edits <= limit, edits < letters.count else { continue }
      if best.map({ edits < $0.edits }) ?? true { best = (candidate, edits) }
    }
    return best?.candidate
  }

  /// The number of letters to insert, delete, replace, or swap with their neighbour.
  ///
  /// The optimal string alignment of Damerau and Levenshtein, three rows at a time.
  static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for i in left.indices {
      var row = [i + 1]
      for j in right.indices {
        let replaced = last[j] + (left[i] == right[j] ? 0 : 1)
        var least = min(replaced, last[j + 1] + 1, row[j] + 1)
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
