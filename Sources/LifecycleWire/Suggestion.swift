/// The known word that was probably meant.
enum Suggestion {
  /// ` (did you mean 'x'?)` for the nearest of the words, if one is near enough to say so.
  static func phrase(for found: String, among words: [String]) -> String {
    // Everything is near to a word of two letters; and beyond the longest known word there is
    // nothing near, and the comparison would only cost time.
    guard (3...40).contains(found.utf8.count) else { return "" }
    let limit = found.utf8.count / 3
    var best: (distance: Int, word: String)?
    for word in words where !word.isEmpty {
      let distance = distance(from: Array(found.utf8), to: Array(word.utf8))
      if distance <= limit, distance < best?.distance ?? .max { best = (distance, word) }
    }
    return best.map { " (did you mean '\($0.word)'?)" } ?? ""
  }

  /// How many letters have to be put in, taken out or replaced (Levenshtein).
  private static func distance(from left: [UInt8], to right: [UInt8]) -> Int {
    var row = Array(0...right.count)
    for (i, letter) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in right.enumerated() {
        let replaced = diagonal + (letter == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
      }
    }
    return row[right.count]
  }
}

/// A piece of input in quotes, cut to a length that fits a message.
func quoted(_ text: String) -> String {
  let short = text.prefix(40)
  return short.endIndex == text.endIndex ? "'\(text)'" : "'\(short)…'"
}
