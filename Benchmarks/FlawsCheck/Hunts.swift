import Exploration
import ExplorationSupport
import Glibc
import ScenarioFolders
import Scenarios
import Workers

/// Hunts every known flaw by every driver, from both bases, on all cores, and prints what it took.
struct Hunts {
  private let options: Options

  init(_ options: Options) {
    self.options = options
  }

  /// Why it cannot be done.
  struct Trouble: Error, CustomStringConvertible {
    let description: String
  }

  /// The exit status.
  func run() throws -> Int32 {
    let rows = try FlawRow.read(
      String(decoding: ScenarioFolder.bytes(of: "\(options.folder)/flaws.txt"), as: UTF8.self))
    let wanted = rows.filter { options.only == nil || options.only == $0.name }
    guard !wanted.isEmpty else { Options.refuse("no flaw is called '\(options.only ?? "")'") }
    var flaws: [HuntedFlaw] = []
    for row in wanted {
      if let flaw = try HuntedFlaw(row, below: options.folder) { flaws.append(flaw) }
    }
    var table = FlawTable(wanted, flaws)
    let began = Stopwatch.nanoseconds
    try fill(&table, table.tasks, options.hunting)
    let missed = table.missed
    if !missed.isEmpty {
      // They are given as many runs as there are before anybody says that nobody finds them.
      var hunting = options.hunting
      hunting.patience = hunting.hunts
      hunting.runsMax *= 2
      try fill(&table, table.tasks.filter { missed.contains($0.flaw) }, hunting)
    }
    Console.notice(
      "took \((Stopwatch.nanoseconds - began) / 1_000_000_000) s on \(Cores.available) cores")
    for line in page(table) { print(line) }
    return table.missed.isEmpty ? 0 : 1
  }

  /// Fills one field and prints what stands in it, for a process that started this one: what traps
  /// ends this one alone.
  func fill(_ name: String) throws {
    let rows = try FlawRow.read(
      String(decoding: ScenarioFolder.bytes(of: "\(options.folder)/flaws.txt"), as: UTF8.self))
    guard let row = rows.first(where: { $0.name == name }),
      let flaw = try HuntedFlaw(row, below: options.folder)
    else { Options.refuse("no flaw is called '\(name)'") }
    switch options.finder {
    case .driver(let driver):
      print(try options.hunting.cell(flaw, options.base, driver).line)
    case .proof:
      print(try options.hunting.states(flaw, options.base).map { "\($0)" } ?? "-")
    }
  }

  // MARK: - The fields

  private func fill(
    _ table: inout FlawTable, _ tasks: [FlawTable.Task], _ hunting: FlawHunting
  ) throws {
    let flaws = table.flaws
    let options = options
    var trouble: String?
    var done = 0
    try Workers(count: Cores.available).run(
      0..<UInt64(tasks.count), chunk: 1,
      { (_: Int, queue: WorkQueue<Result<FlawTable.Field, Trouble>>) in
        while let range = queue.next() {
          let task = tasks[Int(range.lowerBound)]
          queue.bring(Self.field(task, flaws[task.flaw], hunting, options), of: range)
        }
      },
      take: { (range: Range<UInt64>, result: Result<FlawTable.Field, Trouble>) in
        let task = tasks[Int(range.lowerBound)]
        done += 1
        switch result {
        case .success(let field): table[task] = field
        case .failure(let error):
          trouble = "\(flaws[task.flaw].name) by \(task.finder.text): \(error.description)"
          return .stop
        }
        Console.progress(
          "\(done)/\(tasks.count) \(flaws[task.flaw].name), \(task.base.rawValue), "
            + task.finder.text)
        if !Console.isWatched, done % 100 == 0 {
          Console.notice("\(done) of \(tasks.count) fields")
        }
        return .goOn
      })
    Console.progress("")
    if let trouble { throw Trouble(description: trouble) }
  }

  private static func field(
    _ task: FlawTable.Task, _ flaw: HuntedFlaw, _ hunting: FlawHunting, _ options: Options
  ) -> Result<FlawTable.Field, Trouble> {
    let arguments = [
      "--field", flaw.name, "--base", task.base.rawValue, "--finder", task.finder.text,
      "--scenarios", options.folder, "--hunts", "\(hunting.hunts)", "--limit", "\(hunting.limit)",
      "--patience", "\(hunting.patience)", "--runs-max", "\(hunting.runsMax)",
      "--events", "\(hunting.eventsMax)", "--states", "\(hunting.states)",
    ]
    do {
      switch try Child.output(of: arguments) {
      case .trapped: return .success(.trapped)
      case .failed(let status):
        return .failure(Trouble(description: "it ended with status \(status)"))
      case .printed(let text):
        guard case .driver = task.finder else {
          return .success(.proven(Int(text.prefix { $0.isNumber })))
        }
        guard let cell = FlawCell(line: text) else {
          return .failure(Trouble(description: "it printed '\(text)'"))
        }
        return .success(.hunted(cell))
      }
    } catch {
      return .failure(error)
    }
  }

  // MARK: - The page

  private func page(_ table: FlawTable) -> [String] {
    let hunting = options.hunting
    var lines = [
      "# How soon each known flaw is found", "",
      "Every flaw of [the twins](../../docs/twins.md) and every [safeguard]"
        + "(../../docs/safeguards.md) that can be taken away, hunted by every driver. Printed by "
        + "`scripts/flaws.sh`; the same seeds give the same bytes.", "",
      "A field is how many runs it takes in the median of \(hunting.hunts) hunts, each with seeds "
        + "of its own and at most \(hunting.limit) runs, and in brackets the share that found it "
        + "where that is not all; `-` alone: none, and `- (20 %)`: fewer than half. Whoever finds "
        + "nothing in \(hunting.patience) hunts is asked no more, and no hunt begins after "
        + "\(hunting.runsMax) runs: the share is of those that were made. What counts is what the "
        + "red of the scenario names, and only if the very same run without the flaw does not "
        + "show it; without a safeguard, and in the variations of flaws with a `*`, whose red "
        + "names no property, any property counts. `∞`: for some it was a run that came to no end "
        + "within \(hunting.eventsMax) events. `prove`: after how many states, at most "
        + "\(hunting.states). `!`: a program came to a halt by what its "
        + "writer held to be impossible.", "",
    ]
    lines += table.summary
    lines += [
      "", "## From the scenario as it is", "",
      "The file has the faults; the number behind it is that of its red. A proof has them at any "
        + "moment.", "",
    ]
    lines += table.lines(.scripted)
    lines += [
      "", "## From the plain scene", "",
      "The same actors on the same stage and no timeline: what has to go wrong is for the driver "
        + "to find. `time`, `random` and `priorities` make nothing go wrong; in a proof anybody "
        + "may crash once, and its pid become a stranger's.", "",
    ]
    lines += table.lines(.plain)
    if !table.reasons.isEmpty {
      lines += ["", "## Hunted by nobody", ""] + table.reasons
    }
    lines += ["", "## Missed by all", ""]
    let missed = table.missed.map { "- `\(table.flaws[$0].name)`" }
    return lines + (missed.isEmpty ? ["None."] : missed)
  }
}
