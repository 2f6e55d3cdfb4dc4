/// Rows of cells below one another, for a terminal or a log.
///
/// Widths are those that a terminal draws: a Chinese character takes two columns, an accent none.
/// No line is wider than `widthMax`. Where room is short, a last column that wraps gives way first,
/// down to a readable width; then texts, the widest first; then numbers. Control characters in
/// cells are shown as pictures, so that no cell can break a line or talk to the terminal.
public struct Columns: Sendable {
  /// The columns.
  public let columns: [Column]
  /// How many columns of the terminal there are between two columns of the table.
  public var gap: Int
  /// How wide a line may be.
  public var widthMax: Int
  private var rows: [[String]] = []

  /// Makes a table without rows.
  ///
  /// Only the last column may wrap.
  public init(_ columns: [Column], gap: Int = 2, widthMax: Int = 80) {
    precondition(!columns.isEmpty, "a table without columns")
    precondition(
      columns.dropLast().allSatisfy { $0.overflow != .wrap }, "only the last column can wrap")
    self.columns = columns
    self.gap = gap
    self.widthMax = widthMax
  }

  /// Adds a row.
  public mutating func add(_ cells: [String]) {
    precondition(cells.count == columns.count, "\(cells.count) cells in \(columns.count) columns")
    rows.append(zip(cells, columns).map { Self.clean($0, isWrapped: $1.overflow == .wrap) })
  }

  /// The lines, without line breaks; the headings come first, if there are any.
  public var lines: [String] {
    var all = rows
    if columns.contains(where: { !$0.heading.isEmpty }) {
      all.insert(columns.map { Self.clean($0.heading, isWrapped: false) }, at: 0)
    }
    let widths = widths(of: all)
    return all.flatMap { lines(of: $0, widths) }
  }

  /// The lines, each with its line break.
  public var text: String { lines.map { $0 + "\n" }.joined() }

  // MARK: Widths

  /// Down to which widths columns give way, one after the other.
  private static let floors: [(applies: @Sendable (Column) -> Bool, width: Int)] = [
    ({ $0.overflow == .wrap }, 24),
    ({ $0.overflow != .wrap && $0.alignment == .left }, 8),
    ({ $0.overflow == .wrap || $0.alignment == .left }, 1),
    ({ _ in true }, 1),
  ]

  private func widths(of rows: [[String]]) -> [Int] {
    var widths = columns.indices.map { index in
      let widest = rows.lazy.map { row in
        row[index].split(separator: "\n").map { DisplayWidth.of(String($0)) }.max() ?? 0
      }.max()
      return min(widest ?? 0, max(1, columns[index].widthMax ?? .max))
    }
    var excess = widths.reduce(0, +) + gap * (columns.count - 1) - widthMax
    for floor in Self.floors {
      while excess > 0 {
        let giving = columns.indices.filter { floor.applies(columns[$0]) }
        guard let widest = giving.max(by: { widths[$0] < widths[$1] }), widths[widest] > floor.width
        else { break }
        widths[widest] -= 1
        excess -= 1
      }
    }
    return widths
  }

  // MARK: Lines

  private func lines(of cells: [String], _ widths: [Int]) -> [String] {
    let last = columns.count - 1
    let wraps = columns[last].overflow == .wrap
    let endings = wraps ? Fitting.wrapped(cells[last], to: widths[last]) : [cells[last]]
    return endings.enumerated().map { number, ending in
      let parts = columns.indices.map { index in
        let text = index == last ? ending : number == 0 ? cells[index] : ""
        let isCutInMiddle = columns[index].overflow == .cutMiddle
        return Fitting.padded(
          Fitting.cut(text, to: widths[index], inMiddle: isCutInMiddle), to: widths[index],
          columns[index].alignment)
      }
      let line = parts.joined(separator: String(repeating: " ", count: gap))
      let end = line.lastIndex { $0 != " " }.map(line.index(after:)) ?? line.startIndex
      return Fitting.cut(String(line[..<end]), to: widthMax, inMiddle: false)
    }
  }

  /// A cell without anything that moves the cursor; what wraps keeps its line breaks.
  private static func clean(_ cell: String, isWrapped: Bool) -> String {
    var text = ""
    for character in cell {
      switch character {
      case "\t": text += " "
      case "\n" where isWrapped, "\r\n" where isWrapped: text += "\n"
      default: text.unicodeScalars.append(contentsOf: character.unicodeScalars.map(\.visible))
      }
    }
    return text
  }
}
