import BenchSupport

/// What is printed and kept for people.
struct Report {
  private let results: Results
  private(set) var text = ""

  init(_ results: Results) {
    self.results = results
    add("# Searches: how fast, and how few steps")
    add(
      """
      One core. Wall times depend on the machine and on who else uses it; all other figures repeat \
      exactly and are held against `Benchmarks/Thresholds/search.json`. The models are in \
      `Tests/SearchSupport`, what the drivers do in [docs/search.md](../../docs/search.md).
      """)
    writeSchedules()
    writeRules()
    writeSearches()
    writeRatio()
  }

  private mutating func add(_ paragraph: String) {
    text += (text.isEmpty ? "" : "\n") + paragraph + "\n"
  }

  private mutating func writeSchedules() {
    guard !results.rates.isEmpty || !results.efforts.isEmpty else { return }
    add("## Schedules of the atomic lock")
    add(
      """
      Three actors with two tries each; the goal is \(Figures.fixed(Trials.rate_min, 0)) a second \
      of processor time. \
      Shuttle 0.6.1 was measured at 101,000 to 148,000 on another day; it is not run here.
      """)
    var rates = TextTable(["driver", "schedules/s"])
    for (name, rate) in results.rates { rates.add([name, Figures.fixed(rate, 0)]) }
    add(rates.text)
    var efforts = TextTable(["driver", "schedules until the flaw is found, median"])
    for (name, count) in results.efforts {
      efforts.add([
        name, count > Trials.effort_max ? "never" : Figures.grouped(count),
      ])
    }
    add(efforts.text)
  }

  private mutating func writeRules() {
    guard results.ruleStepCount > 0 else { return }
    add("## The rule model, found and shrunk")
    add("The goal is \(Trials.ruleStepCount) steps, proven, in less than a second.")
    var table = TextTable(["", "seconds", "steps"])
    table.add(["ours", Figures.fixed(results.ruleSeconds, 4), "\(results.ruleStepCount)"])
    let theirs = results.hypothesis
    table.add([
      "Hypothesis 6.170.15", theirs.map { Figures.fixed($0.seconds, 1) } ?? "none",
      theirs.map { "\($0.stepCount)" } ?? "none",
    ])
    add(table.text)
    if let theirs {
      add("Ratio of the seconds: \(Figures.fixed(theirs.seconds / results.ruleSeconds, 0)).")
    }
  }

  private mutating func writeSearches() {
    guard !results.searches.isEmpty else { return }
    add("## Exhaustive searches")
    add(
      """
      Four wrappers and four rounds of the folder lock. Where nothing is reduced, both sides have \
      the same states. Bytes are those of the table and of what waits.
      """)
    var table = TextTable(["search", "states", "transitions", "bytes", "seconds", "answer"])
    for search in results.searches {
      table.add([
        search.name, Figures.grouped(search.states), Figures.grouped(search.transitions),
        search.bytes.map { Figures.grouped($0) } ?? "", Figures.fixed(search.seconds, 4),
        search.answer,
      ])
    }
    add(table.text)
  }

  private mutating func writeRatio() {
    guard !results.ratios.isEmpty else { return }
    add("## A complete proof beside Spin 6.5.2")
    add(
      """
      By turns, \(results.ratios.count) pairs: all our reductions, and Spin's default ones, its \
      seconds as it says itself, without compilation. The ratio is the median of the ratios pair by \
      pair; the goal is \(Figures.fixed(Trials.ratio_min, 0)). Spin has no reduction by symmetry.
      """)
    var table = TextTable(["", "seconds", "Spin, seconds", "ratio", "from", "to"])
    table.add([
      "folder lock", Figures.fixed(Results.median(results.ours), 4),
      Figures.fixed(Results.median(results.spins), 2),
      Figures.fixed(Results.median(results.ratios), 1), Figures.fixed(results.ratios[0], 1),
      Figures.fixed(results.ratios[results.ratios.count - 1], 1),
    ])
    add(table.text)
  }
}
