import EvidencePage

extension LaunchStudy {
  /// The figures as pictures, each with its table, and what today's launchers have to be like.
  public var page: Page {
    var page = Page(
      release: "Launching sessions", plan: "Launchers, measured in the simulated world",
      verdict: verdict)
    let launches = figures.reduce(0) { $0 + $1.tally.launches }
    page.facts = [
      Fact("Seed", "\(grid.seed)"), Fact("Launches", LaunchWords.count(launches)),
      Fact("Again", "rehearse bench --seed \(grid.seed) --launches \(grid.launches)"),
    ]
    page.groups = [
      CheckGroup(
        "Launchers of today",
        purpose: "What those may never do that are meant to be used, counted over all conditions.",
        checks: checks)
    ]
    page.charts = figures.conditions.flatMap { charts(under: $0) }
    page.gaps = Self.gaps
    page.files = [
      Link("All figures as text", path: "bench.md"), Link("as a table", path: "bench.csv"),
      Link("as JSON", path: "bench.json"),
    ]
    return page
  }

  // MARK: - Charts

  private func charts(under condition: LaunchCondition) -> [Chart] {
    let here = figures.filter { $0.condition == condition }
    let times = DistributionChart(
      "Answer time, \(condition.text)",
      note: "From the launcher's start until its user is told something, whatever that is.",
      unit: "ms",
      series: here.map { one in
        DistributionSeries(one.launcher, samples: one.times.values.map { Double($0) / 1e6 })
      })
    return [.distribution(times)]
      + [
        Self.bars("Told of a timeout, a failure or nothing", condition, here, \.unserved),
        Self.bars("More than one record or agent", condition, here, \.twice),
        Self.bars("No record of what was started", condition, here, \.lost),
      ].compactMap { $0 }
  }

  /// How often something went wrong; nil where it never did.
  private static func bars(
    _ title: String, _ condition: LaunchCondition, _ figures: [LaunchFigures],
    _ share: (LaunchFigures) -> Proportion
  ) -> Chart? {
    guard figures.contains(where: { share($0).count > 0 }) else { return nil }
    return .bars(
      BarChart(
        "\(title), \(condition.text)", note: caution,
        bars: figures.map { one in
          Bar(
            one.launcher, share(one).count, of: share(one).of, interval: share(one).interval)
        }))
  }

  // MARK: - What is not there

  private static let gaps = [
    Gap("The computing time of the launchers", reason: "In the simulated world computing is free."),
    Gap(
      "Queues for a busy processor",
      reason: "A call takes as long beside a thousand others as it does alone."),
    Gap(
      "Other boot times and mixes of faults",
      reason: "Each is one condition, not a survey of machines."),
  ]
}
