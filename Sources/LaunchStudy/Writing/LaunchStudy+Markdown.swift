extension LaunchStudy {
  /// The figures for people who read them in a repository.
  public var markdown: String {
    let launches = figures.reduce(0) { $0 + $1.tally.launches }
    var text = """
      # Launching sessions, measured

      \(LaunchWords.count(launches)) launches in the simulated world, from seed \(grid.seed). \
      Times are virtual. `rehearse bench --seed \(grid.seed) --launches \(grid.launches)` gives \
      the same figures again; `docs/bench.md` says what is measured and \
      what is not.

      \(Self.caution)


      """
    for launcher in figures.launchers {
      text += "## \(launcher)\n\n"
      text += Self.table(
        ["condition", "answered", "p50", "95 % of it", "p90", "p99", "max", "mean", "sd"],
        figures.of(launcher).map { [$0.condition.text] + LaunchDetails.times($0) })
      text += "\nOf 100 launches:\n\n"
      text += Self.table(
        ["condition", "launches"] + LaunchFigures.outcomeNames,
        figures.of(launcher).map { one in
          [one.condition.text, LaunchWords.count(one.tally.launches)]
            + one.outcomes.map { LaunchWords.percent($0.proportion) }
        })
      text += "\n"
    }
    text.removeLast()
    return text
  }

  private static func table(_ headings: [String], _ rows: [[String]]) -> String {
    let rule = headings.indices.map { $0 == 0 ? "---" : "---:" }
    return ([headings, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
  }
}
