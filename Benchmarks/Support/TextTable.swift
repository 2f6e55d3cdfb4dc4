/// Rows under headings, in Markdown that is also tidy as it stands.
package struct TextTable {
  private var rows: [[String]]

  package init(_ headings: [String]) {
    rows = [headings]
  }

  package mutating func add(_ cells: [String]) {
    precondition(cells.count == rows[0].count, "\(cells.count) cells in a table of \(rows[0])")
    rows.append(cells)
  }

  /// The table; every column but the first is numbers and stands to the right.
  package var text: String {
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    func line(_ cells: [String]) -> String {
      let padded = cells.enumerated().map { column, cell in
        let room = String(repeating: " ", count: widths[column] - cell.count)
        return column == 0 ? cell + room : room + cell
      }
      return "| " + padded.joined(separator: " | ") + " |"
    }
    let rule = widths.enumerated().map { column, width in
      String(repeating: "-", count: column == 0 ? width + 2 : width + 1) + (column == 0 ? "" : ":")
    }
    return ([line(rows[0]), "|" + rule.joined(separator: "|") + "|"] + rows.dropFirst().map(line))
      .joined(separator: "\n")
  }
}
