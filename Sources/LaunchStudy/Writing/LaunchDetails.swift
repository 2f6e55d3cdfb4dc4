import Reports

/// All figures of some launchers, those of each together.
public struct LaunchDetails {
  private let figures: [LaunchFigures]
  private let width: Int

  /// The figures for so wide a screen.
  public init(_ figures: [LaunchFigures], width: Int) {
    self.figures = figures
    self.width = width
  }

  /// The tables, and what has to be known of them.
  public var text: String {
    figures.launchers.map { launcher in
      "\(launcher)\n\n" + Self.indented(times(figures.of(launcher))) + "\n"
        + Self.indented(outcomes(figures.of(launcher))) + "\n"
    }.joined() + Fold.lines(LaunchStudy.caution, width: width)
  }

  private func times(_ all: [LaunchFigures]) -> [String] {
    var columns = Columns(
      [Column("at once")]
        + ["answered", "p50", "95 % of it", "p90", "p99", "max", "mean", "sd"].map {
          Column($0, .right)
        }, gap: 1, widthMax: width - 2)
    for figures in all { columns.add([figures.condition.label] + Self.times(figures)) }
    return columns.lines
  }

  /// The answer times of a cell, from how many answered to the standard deviation.
  static func times(_ figures: LaunchFigures) -> [String] {
    let times = figures.times
    let interval = times.medianInterval.map {
      "\(LaunchWords.time($0.lowerBound)) - \(LaunchWords.time($0.upperBound))"
    }
    return [
      LaunchWords.count(times.values.count), LaunchWords.time(times.quantile(0.5)),
      interval ?? "-", LaunchWords.time(times.quantile(0.9)),
      LaunchWords.time(times.quantile(0.99)), LaunchWords.time(times.largest),
      LaunchWords.time(times.mean), LaunchWords.time(times.deviation),
    ]
  }

  private func outcomes(_ all: [LaunchFigures]) -> [String] {
    var columns = Columns(
      [Column("at once, %")]
        + (["launches"] + LaunchFigures.outcomeNames).map { Column($0, .right) },
      gap: 1, widthMax: width - 2)
    for figures in all {
      columns.add(
        [figures.condition.label, LaunchWords.count(figures.tally.launches)]
          + figures.outcomes.map { LaunchWords.percent($0.proportion) })
    }
    return columns.lines
  }

  private static func indented(_ lines: [String]) -> String {
    lines.map { "  \($0)\n" }.joined()
  }
}
