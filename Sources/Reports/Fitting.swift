/// Makes texts fit into a width.
enum Fitting {
  /// Fills a text up with spaces.
  static func padded(_ text: String, to width: Int, _ alignment: ColumnAlignment) -> String {
    let room = String(repeating: " ", count: max(0, width - DisplayWidth.of(text)))
    return alignment == .left ? text + room : room + text
  }

  /// The end or the middle of a text replaced by an ellipsis, where it is too wide.
  static func cut(_ text: String, to width: Int, inMiddle: Bool) -> String {
    if DisplayWidth.of(text) <= width { return text }
    if width < 1 { return "" }
    let tailWidth = inMiddle ? (width - 1) / 2 : 0
    let head = prefix(of: text, within: width - 1 - tailWidth)
    var tail: [Character] = []
    var rest = tailWidth
    for character in text.reversed() {
      rest -= DisplayWidth.of(character)
      if rest < 0 { break }
      tail.append(character)
    }
    return String(head) + "…" + String(tail.reversed())
  }

  /// The lines of a text broken between words, and within a word that is wider than a line.
  static func wrapped(_ text: String, to width: Int) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
      var lines = [""]
      var room = width
      for word in line.split(separator: " ") {
        var word = word
        let isFirst = room == width
        if !isFirst && DisplayWidth.of(String(word)) < room {
          lines[lines.count - 1] += " "
          room -= 1
        } else if !isFirst {
          lines.append("")
          room = width
        }
        while DisplayWidth.of(String(word)) > room {
          var part = prefix(of: String(word), within: room)
          // A character wider than a whole line stands there alone.
          if part.isEmpty { part = word.prefix(1) }
          lines[lines.count - 1] += part
          word = word.dropFirst(part.count)
          room = 0
          if word.isEmpty { break }
          lines.append("")
          room = width
        }
        lines[lines.count - 1] += word
        room -= DisplayWidth.of(String(word))
      }
      return lines
    }
  }

  private static func prefix(of text: String, within width: Int) -> Substring {
    var rest = width
    return text.prefix { character in
      rest -= DisplayWidth.of(character)
      return rest >= 0
    }
  }
}
