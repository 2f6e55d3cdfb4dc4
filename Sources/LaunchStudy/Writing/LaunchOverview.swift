import Reports

/// A study on one screen: a row for each system, a column for each condition.
public struct LaunchOverview {
  private let study: LaunchStudy
  private let width: Int

  /// An overview of a study for so wide a screen.
  public init(_ study: LaunchStudy, width: Int) {
    self.study = study
    self.width = width
  }

  /// The tables, and what has to be known of them.
  public var text: String {
    var parts = [
      table("median answer time", study.figures.launchers) {
        LaunchWords.time($0.times.quantile(0.5))
      }
    ]
    let shares: [(String, (LaunchFigures) -> Proportion)] = [
      ("told of a timeout, a failure or nothing, %", { $0.unserved }),
      ("more than one record or agent, %", { $0.twice }),
      ("no record of what was started, %", { $0.lost }),
    ]
    for (title, share) in shares {
      let launchers = study.figures.launchers.filter { launcher in
        study.figures.of(launcher).contains { share($0).count > 0 }
      }
      parts.append(
        launchers.isEmpty
          ? "\(title): none\n"
          : table(title, launchers) { LaunchWords.percent(share($0).share) })
    }
    return parts.joined(separator: "\n") + "\n" + note
  }

  private func table(
    _ title: String, _ launchers: [String], _ cell: (LaunchFigures) -> String
  ) -> String {
    var columns = Columns(
      [Column()] + study.figures.conditions.map { Column($0.heading, .right) }, gap: 1,
      widthMax: width)
    for launcher in launchers {
      let figures = study.figures.of(launcher)
      columns.add(
        [launcher]
          + study.figures.conditions.map { condition in
            figures.first { $0.condition == condition }.map(cell) ?? ""
          })
    }
    return "\(title)\n" + columns.text
  }

  private var note: String {
    let launches = study.figures.reduce(0) { $0 + $1.tally.launches }
    let least = study.figures.map(\.tally.launches).min() ?? 0
    return """
      Columns are launches at once; slow boots and troubles strike \
      \(LaunchWords.count(study.figures.conditions.last?.load ?? 0)) at once.
      \(LaunchWords.count(launches)) launches, at least \(LaunchWords.count(least)) a cell; \
      intervals: --only SYSTEM, or --out FOLDER.
      """
  }
}
