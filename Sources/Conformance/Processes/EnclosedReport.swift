/// What a program in an enclosure says of how far it has come, line by line.
public struct EnclosedReport {
  /// What came of the scripts so far.
  private(set) var report = Area.Report()
  /// Whether it has begun, and so was let.
  private(set) var hasBegun = false
  /// Whether it has come to its end.
  private(set) var hasEnded = false
  /// The last that was said in other words: why it could not begin.
  private(set) var said = ""

  /// That it has begun.
  public static let begun = "begun"

  /// How far it has come.
  public static func line(scripts: Int, moves: Int) -> String { "at \(scripts) \(moves)" }

  /// What came of all.
  public static func lines(_ report: Area.Report) -> [String] {
    let differences = report.differences.map { difference in
      (["difference"] + difference.split(separator: "\n").map { "|\($0)" }).joined(separator: "\n")
    }
    return [line(scripts: report.scripts, moves: report.moves), "again \(report.pidsTakenAgain)"]
      + differences + ["end"]
  }

  mutating func hear(_ line: String) {
    let words = line.split(separator: " ")
    if line == Self.begun {
      hasBegun = true
    } else if line == "end" {
      hasEnded = true
    } else if words.first == "at", words.count == 3, let scripts = Int(words[1]),
      let moves = Int(words[2])
    {
      (report.scripts, report.moves) = (scripts, moves)
    } else if words.first == "again", words.count == 2, let count = Int(words[1]) {
      report.pidsTakenAgain = count
    } else if line == "difference" {
      report.differences.append("")
    } else if line.first == "|", !report.differences.isEmpty {
      let last = report.differences.count - 1
      report.differences[last] += (report.differences[last].isEmpty ? "" : "\n") + line.dropFirst()
    } else {
      said = line
    }
  }
}
