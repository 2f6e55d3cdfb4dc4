import Commands
import EvidencePage
import LaunchStudy
import Workers

/// `rehearse bench`: how long launchers take to answer, and what they get wrong.
enum BenchCommand: Subcommand {
  static let only = Option<[LaunchSystemWord]>(
    "only", placeholder: "system", default: [],
    help: "Measure this system and show all its figures; can be given more than once.")
  static let load = Option<Int?>(
    "load", placeholder: "number", help: "Measure only so many launches at once.")
  static let launches = Option<Int?>(
    "launches", placeholder: "number",
    help: "How many launches each cell has at least; else 2000, and 100 with --live.")
  static let seed = Option<UInt64>("seed", default: 1, help: "The seed of each cell's first run.")
  static let jobs = Option<Int?>(
    "jobs", short: "j", placeholder: "number", help: "How many threads; else one for each core.")
  static let live = Flag(
    "live", help: "Measure the session manager on this machine, beside a plain shell script.")
  static let out = Option<Path?>(
    "out", placeholder: "folder",
    help: "Write bench.md, bench.csv, bench.json and index.html; with --live bench-live.json.")
  static let csv = Option<Path?>("csv", placeholder: "file", help: "Write the figures as CSV.")
  static let json = Flag("json", help: "Print JSON.")

  static let command = Command(
    "bench",
    abstract: "Measure how long launchers take to answer, and how often they go wrong.",
    discussion: """
      Every launcher is played in the simulated world, in a grid of cells: 1, 10, 100 and 1,000 \
      launches at once; 10 at once when what is launched boots slowly, on a busy machine, and when \
      calls fail. Times are virtual, and the same seed gives the same bytes everywhere.

      With --live sessions are really started, 1, 10 and 100 at once, in a folder and on a tmux \
      server of their own, of which nothing is left. Those times are measured, and differ.

      The exit status is 1 when a launcher that is meant to be used doubles or loses a session, or \
      tells of a timeout while nothing goes wrong, and 2 when a cell has no launches.
      """,
    parameters: [only, load, launches, seed, jobs, live, out, csv, json])

  /// More launches at once than a machine has processes for are no load.
  private static let loadMax = 4_000
  private static let launchesMax = 10_000_000
  private static let liveLoadMax = 500

  static func run(
    _ values: Values, output: Output, errors: Output
  ) throws(Failure) -> ExitStatus {
    try check(values[load], "load", 1...(values[live] ? liveLoadMax : loadMax))
    try check(values[launches], "launches", 0...launchesMax)
    try check(values[jobs], "jobs", 1...1_024)
    return try values[live] ? measure(values, output, errors) : play(values, output, errors)
  }

  private static func check(
    _ number: Int?, _ name: String, _ range: ClosedRange<Int>
  ) throws(Failure) {
    guard let number, !range.contains(number) else { return }
    throw Failure(
      status: .usage,
      message: "'--\(name)' wants a number from \(range.lowerBound) to \(range.upperBound), "
        + "not \(number).")
  }

  private static func width(_ output: Output) -> Int { output.isTerminal ? output.width : 120 }

  // MARK: - In the simulated world

  private static func play(
    _ values: Values, _ output: Output, _ errors: Output
  ) throws(Failure) -> ExitStatus {
    let systems = values[only].map(\.system)
    let grid = LaunchGrid(
      systems: LaunchSystem.allCases.filter { systems.isEmpty || systems.contains($0) },
      load: values[load], seed: values[seed], launches: values[launches] ?? 2_000)
    let clock = Stopwatch()
    let study = try BenchPlaying.play(grid, jobs: values[jobs] ?? Cores.available, errors)
    if let file = values[csv]?.description { try OutputFile.write(Array(study.csv.utf8), to: file) }
    if let folder = values[out]?.description { try BenchFiles.write(study, to: folder) }
    if values[json] {
      try output.print(String(decoding: study.json, as: UTF8.self))
    } else if systems.isEmpty {
      try output.print(LaunchOverview(study, width: width(output)).text)
    } else {
      try output.print(LaunchDetails(study.figures, width: width(output)).text)
    }
    if !values[json] { try errors.print("took \(Stopwatch.seconds(clock.nanoseconds))") }
    return switch study.verdict {
    case .failed: .violated
    case .vacuous: .vacuous
    case .passed, .waiting, .skipped: .success
    }
  }

  // MARK: - On this machine

  private static func measure(
    _ values: Values, _ output: Output, _ errors: Output
  ) throws(Failure) -> ExitStatus {
    guard values[only].isEmpty, values[csv] == nil else {
      throw Failure(
        status: .usage,
        message: "'--live' compares the session manager with a shell script, and writes JSON: "
          + "leave '--only' and '--csv' out.")
    }
    let launches = values[launches] ?? 100
    var figures: [LaunchFigures] = []
    for load in values[load].map({ [$0] }) ?? BenchLive.loads.filter({ $0 <= max(1, launches) }) {
      figures += try BenchLive.measure(launches: launches, load: load, errors)
    }
    if let folder = values[out]?.description { try BenchFiles.write(live: figures, to: folder) }
    try output.print(
      values[json]
        ? String(decoding: BenchFiles.json(live: figures), as: UTF8.self)
        : LaunchDetails(figures, width: width(output)).text)
    return figures.contains(where: \.isVacuous) ? .vacuous : .success
  }
}
