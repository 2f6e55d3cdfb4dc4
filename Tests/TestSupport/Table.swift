/// A table written as text in a test: one row a line, columns parted by two blanks or more.
package struct Table: Sendable {
  /// The cells of each row; empty lines and lines of dashes are left out.
  package let rows: [[String]]

  /// Reads a table; the first line names its columns.
  package init(_ text: String) {
    rows = text.split(separator: "\n").dropFirst().map(Self.cells).filter { row in
      !row.isEmpty && !row[0].hasPrefix("--")
    }
  }

  private static func cells(_ line: Substring) -> [String] {
    var cells: [String] = []
    var blanks = 2
    for character in line {
      if character == " " {
        blanks += 1
      } else {
        if blanks >= 2 { cells.append("") }
        if blanks == 1 { cells[cells.count - 1] += " " }
        cells[cells.count - 1].append(character)
        blanks = 0
      }
    }
    return cells
  }
}
