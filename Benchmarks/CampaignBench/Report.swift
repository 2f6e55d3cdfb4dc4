import BenchSupport

/// What is printed and kept for people.
struct Report {
  private(set) var text = ""

  init(_ results: Results) {
    add("# Campaigns: what a run costs")
    add(
      """
      One short scenario, `Benchmarks/CampaignBench/one-session.yaml`: a launcher starts a session, \
      its runner and its agent, and four expectations are watched. A run is all of it: the start \
      from a seed, the events, the books, the findings. Rates depend on the machine and on who else \
      uses it; all other figures repeat exactly.
      """)
    let exact = results.exact
    let runs = Double(exact.tally.runs)
    add(
      "A run takes \(Figures.fixed(Double(exact.tally.events) / runs, 1)) events and "
        + "\(Figures.fixed(Double(exact.allocations) / runs, 1)) allocations. Prepared runs that "
        + "differ from ordinary ones: \(results.differences).")
    var table = TextTable([
      "threads", "runs", "runs/s", "runs/s of a processor", "resident at first, MB", "middle",
      "end",
    ])
    for measurement in results.ones + results.twos + [results.long].compactMap({ $0 }) {
      table.add(Self.cells(measurement))
    }
    if !results.ones.isEmpty || results.long != nil { add(table.text) }
    if !results.ones.isEmpty {
      add(
        "Two threads make \(Figures.fixed(results.ratio, 2)) times as many runs as one, by the "
          + "median of \(Results.pairs) pairs. The goals are \(Figures.fixed(Results.rateMin, 0)) "
          + "runs/s on one core and \(Figures.fixed(Results.ratioMin, 2)).")
    }
  }

  private mutating func add(_ paragraph: String) {
    text += (text.isEmpty ? "" : "\n\n") + paragraph
  }

  private static func cells(_ measurement: Measurement) -> [String] {
    let resident = measurement.resident
    return [
      "\(measurement.threads)", Figures.grouped(measurement.tally.runs),
      Figures.fixed(measurement.rate, 0), Figures.fixed(measurement.processorRate, 0),
      Figures.megabytes(resident.first ?? 0),
      Figures.megabytes(resident.isEmpty ? 0 : resident[resident.count / 2]),
      Figures.megabytes(resident.last ?? 0),
    ]
  }
}
