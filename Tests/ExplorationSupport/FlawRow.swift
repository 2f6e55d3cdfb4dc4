/// A line of `scenarios/flaws.txt`: a known flaw or a safeguard, and where it is shown.
package struct FlawRow: Hashable, Sendable {
  /// What it is called in `docs/twins.md` or `docs/safeguards.md`.
  package let name: String
  /// Where it is shown, or why nowhere.
  package let place: Place

  package enum Place: Hashable, Sendable {
    /// In a scenario, by its path below `scenarios`, under a red, counted from 1.
    case red(path: String, number: Int)
    /// In no scenario, and why.
    case nowhere(why: String)
  }

  /// A line that says none of both.
  package struct Trouble: Error, Hashable {
    package let line: String

    package init(line: String) { self.line = line }
  }

  /// Reads the file; lines that are empty or begin with a `#` say nothing.
  package static func read(_ text: String) throws(Trouble) -> [FlawRow] {
    var rows: [FlawRow] = []
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let words = line.split(separator: " ", maxSplits: 2).map(String.init)
      guard words.count == 3 else { throw Trouble(line: String(line)) }
      if words[1] == "-" {
        rows.append(FlawRow(name: words[0], place: .nowhere(why: words[2])))
      } else if let number = Int(words[2]), number > 0 {
        rows.append(FlawRow(name: words[0], place: .red(path: words[1], number: number)))
      } else {
        throw Trouble(line: String(line))
      }
    }
    return rows
  }
}
