/// Breaks parts between them, so that lines keep within a width where the parts allow it.
///
/// The first line continues a text that ends at `column`; the others begin at `indent`.
func wrapped(_ parts: [String], from column: Int, indent: Int, width: Int) -> String {
  var text = ""
  var column = column
  var isAtStart = true
  for part in parts {
    if isAtStart {
      text += part
      column += part.count
    } else if column + 1 + part.count <= width {
      text += " " + part
      column += 1 + part.count
    } else {
      text += "\n" + String(repeating: " ", count: indent) + part
      column = indent + part.count
    }
    isAtStart = false
  }
  return text
}

/// Wraps each line of a text between its words; an indented line is an example and stays as it is.
func wrapped(_ text: String, width: Int) -> String {
  text.split(separator: "\n", omittingEmptySubsequences: false)
    .map { line in
      line.hasPrefix(" ")
        ? String(line)
        : wrapped(line.split(separator: " ").map(String.init), from: 0, indent: 0, width: width)
    }
    .joined(separator: "\n")
}
