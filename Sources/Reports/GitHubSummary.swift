/// A table for the summary of a job: Markdown to be appended to the file that
/// `GITHUB_STEP_SUMMARY` names.
public struct GitHubSummary: Hashable, Sendable {
  /// How much GitHub takes from one step; of more than that it shows nothing.
  public static let bytesMax = 1_048_576

  /// The heading above the table.
  public var title: String
  /// The sentence below the heading, if there is one.
  public var note: String?
  /// The columns' headings and alignments.
  public let headings: [Column]
  /// The rows, each with as many cells as there are headings.
  public private(set) var rows: [[String]] = []

  /// Makes a table without rows.
  ///
  /// Of the columns, headings and alignments count.
  public init(_ title: String, note: String? = nil, headings: [Column]) {
    precondition(!headings.isEmpty, "a table without columns: \(title)")
    self.title = title
    self.note = note
    self.headings = headings
  }

  /// Adds a row.
  public mutating func add(_ cells: [String]) {
    precondition(cells.count == headings.count, "\(cells.count) cells below \(headings.count)")
    rows.append(cells)
  }

  /// The heading, the note and the table.
  ///
  /// Rows that would not fit into `bytesMax` are left out, and a last line says how many.
  public func markdown(bytesMax: Int = Self.bytesMax) -> String {
    var text = "### \(MarkdownTable.escaped(title))\n\n"
    if let note { text += MarkdownTable.escaped(note) + "\n\n" }
    text += MarkdownTable.row(headings.map(\.heading))
    text += MarkdownTable.rule(headings.map(\.alignment))
    let written = rows.map(MarkdownTable.row)
    let room = bytesMax - text.utf8.count
    if written.reduce(0, { $0 + $1.utf8.count }) <= room { return text + written.joined() }
    var byteCount = Self.omission(rows.count).utf8.count
    let fitting = written.prefix { row in
      byteCount += row.utf8.count
      return byteCount <= room
    }
    return text + fitting.joined() + Self.omission(rows.count - fitting.count)
  }

  private static func omission(_ count: Int) -> String {
    "\nRows that do not fit into a summary: \(count).\n"
  }
}
