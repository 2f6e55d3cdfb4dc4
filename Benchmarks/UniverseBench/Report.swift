import BenchSupport

/// What is printed and kept for people.
struct Report {
  private let results: Results
  private(set) var text = ""

  init(_ results: Results) {
    self.results = results
    write()
  }

  private mutating func write() {
    add("# The universe: what a step costs")
    add(
      """
      Wall times are medians of \(Measurement.slices) slices and depend on the machine and on who \
      else uses it; all other figures repeat exactly. Allocations are counted while it is measured, \
      after a warm-up, by replacing `malloc` and its kin.
      """)
    writePings()
    writeComparisons()
    writeSteps()
    writeStorms()
    writeMemory()
    writeFork()
    writeCounter()
  }

  private mutating func add(_ paragraph: String) {
    text += (text.isEmpty ? "" : "\n") + paragraph + "\n"
  }

  private mutating func writePings() {
    guard !results.pings.isEmpty else { return }
    add("## Timer ping")
    add("Each actor sleeps 1 ms again and again. One event is one timer that fires.")
    var table = TextTable(["actors", "events", "M events/s", "allocations"])
    for ping in results.pings {
      table.add([
        Figures.grouped(ping.actors), Figures.grouped(ping.events),
        Figures.millions(ping.eventRate), Figures.grouped(ping.allocations),
      ])
    }
    add(table.text)
  }

  private mutating func writeComparisons() {
    guard let comparisons = results.comparisons else {
      add("## Beside SimPy")
      add("SimPy 4.1.2 is not installed or failed, so nothing was compared.")
      return
    }
    guard !comparisons.isEmpty else { return }
    add("## Beside SimPy 4.1.2")
    add(
      """
      The same ping, by turns, \(Comparison.pairs) pairs; the ratio is the median of the ratios \
      pair by pair. Ours takes \(Comparison.longer) times as many events in a run, so that both \
      last about as long. The goal is 15 at 100 actors.
      """)
    var table = TextTable([
      "actors", "events a run", "M events/s", "SimPy, M events/s", "ratio", "from", "to",
    ])
    for comparison in comparisons {
      let ratios = comparison.ratios.sorted()
      let events = Double(comparison.events)
      table.add([
        Figures.grouped(comparison.actors), Figures.grouped(comparison.events),
        Figures.millions(events / Comparison.median(comparison.ours)),
        Figures.millions(events / Comparison.median(comparison.theirs)),
        Figures.fixed(Comparison.median(ratios), 1), Figures.fixed(ratios.first ?? 0, 1),
        Figures.fixed(ratios.last ?? 0, 1),
      ])
    }
    add(table.text)
  }

  private mutating func writeSteps() {
    guard !results.steps.isEmpty else { return }
    add("## Full steps")
    add(
      """
      A step is one operation that the world performs and whose outcome reaches the machine that \
      asked: two events, two draws of a latency, and both folded into the digest. `probe` asks \
      after a process and nothing else; `message` sends to a neighbour, which is a third event; \
      `mix` goes round through 15 operations on processes, files, locks, tmux, the store and Forge, \
      and a clock and a timer that are not counted as steps. It shares 10 sessions of tmux and 10 \
      records, or as many as there are actors where the name says so. The goals are 3.0 M for \
      `mix-10` and 2.0 M for `mix-1000`.
      """)
    var table = TextTable([
      "workload", "actors", "events", "steps", "M steps/s", "allocations",
    ])
    for step in results.steps {
      table.add([
        step.name, Figures.grouped(step.actors), Figures.grouped(step.events),
        Figures.grouped(step.operations), Figures.millions(step.operationRate),
        Figures.grouped(step.allocations),
      ])
    }
    add(table.text)
  }

  private mutating func writeStorms() {
    guard !results.storms.isEmpty else { return }
    add("## Growth")
    add(
      """
      Ten actors keep so many timers pending, each with a random interval of up to a second: the \
      queue is as deep as there are timers. The goal is that the cost of an event grows no faster \
      than log n, n being what is pending. See `growth.svg`.
      """)
    let growth = Growth(results.storms)
    var table = TextTable([
      "pending", "events", "ns/event", "times the first", "log n times the first", "allocations",
    ])
    for (storm, point) in zip(results.storms, growth.points) {
      table.add([
        Figures.grouped(point.pending), Figures.grouped(storm.events),
        Figures.fixed(point.cost, 1), Figures.fixed(point.ratio, 2),
        Figures.fixed(point.logarithm, 2), Figures.grouped(storm.allocations),
      ])
    }
    add(table.text)
    add(growth.verdict)
  }

  private mutating func writeMemory() {
    guard let ping = results.longPing, let mix = results.longMix else { return }
    add("## Memory")
    add("Sampled a hundred times while it runs. See `memory.svg`.")
    var table = TextTable([
      "run", "events", "resident at first, MB", "most, MB", "places at first", "most",
    ])
    for (name, samples) in [("ping, 100 actors", ping), ("mix, 100 actors", mix)] {
      table.add([
        name, Figures.grouped(samples.events.last ?? 0),
        Figures.megabytes(samples.resident.first ?? 0),
        Figures.megabytes(samples.resident.max() ?? 0), Figures.grouped(samples.places.first ?? 0),
        Figures.grouped(samples.places.max() ?? 0),
      ])
    }
    add(table.text)
  }

  private mutating func writeFork() {
    guard let fork = results.fork else { return }
    add("## Copies")
    add(
      """
      Of a universe of 10 actors in the midst of the mix, with everything in place; the goal is a \
      copy under 1,000 ns. The first step of a copy copies what it changes.
      """)
    var table = TextTable(["what", "times", "ns", "allocations", "bytes"])
    table.add([
      "copy, drop", Figures.grouped(fork.count), Figures.fixed(fork.copyNanoseconds, 0),
      Figures.fixed(fork.copyAllocations, 2), "not counted",
    ])
    table.add([
      "copy, one step, drop", Figures.grouped(fork.count), Figures.fixed(fork.stepNanoseconds, 0),
      Figures.fixed(fork.stepAllocations, 2), Figures.fixed(fork.stepBytes, 0),
    ])
    add(table.text)
  }

  private mutating func writeCounter() {
    add("## The counter itself")
    var table = TextTable(["made on purpose", "counted"])
    table.add([
      Figures.grouped(Workloads.knownAllocations), Figures.grouped(results.counted),
    ])
    add(table.text)
  }
}
