/// Parts of a table in GitHub's Markdown, whose cells show what they hold to the letter.
enum MarkdownTable {
  /// A row of cells.
  static func row(_ cells: [String]) -> String {
    "| " + cells.map(escaped).joined(separator: " | ") + " |\n"
  }

  /// The row that stands below the headings.
  static func rule(_ alignments: [ColumnAlignment]) -> String {
    "|" + alignments.map { $0 == .left ? " --- |" : " ---: |" }.joined() + "\n"
  }

  /// A text on one line, in which nothing is markup.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    var isAfterReturn = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n" where isAfterReturn: break
      case "\n", "\r": escaped += "<br>"
      case "\t": escaped += " "
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\\", "`", "*", "_", "[", "]", "~", "|", "#", "$":
        escaped += "\\"
        escaped.unicodeScalars.append(scalar)
      default: escaped.unicodeScalars.append(scalar.visible)
      }
      isAfterReturn = scalar == "\r"
    }
    return escaped
  }
}
