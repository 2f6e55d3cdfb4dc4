import Commands
import Exploration
import Lifecycle
import Workers

/// `rehearse explore`: many runs of a scenario.
enum ExploreCommand: Subcommand {
  static let path = Argument<Path>("file", help: "A scenario file.")
  static let red = Option<Int?>(
    "red", placeholder: "number", help: "Explore it under this red of the file, counted from 1.")
  static let driver = Option<DriverWord>(
    "driver", default: DriverWord(.mixed), help: "By what runs differ.")
  static let runs = Option<UInt64>("runs", default: 10_000, help: "How many runs.")
  static let time = Option<String?>(
    "for", placeholder: "time", help: "Stop after so long, as 60s or 10m, instead.")
  static let from = Option<UInt64>("from", placeholder: "seed", default: 1, help: "The first seed.")
  static let jobs = Option<Int?>(
    "jobs", short: "j", placeholder: "number", help: "How many threads; all cores if not said.")
  static let collect = Flag(
    "collect", help: "Go on after a failure, and group those that are alike.")
  static let twice = Option<Int>(
    "twice", placeholder: "percent", default: 2, help: "How many runs are run twice and compared.")
  static let checkpoint = Option<Path?>(
    "checkpoint", placeholder: "file",
    help: "Keep what was done in this file, and go on from there if it is there.")
  static let shard = Option<String?>(
    "shard", placeholder: "i/n", help: "Run the ith of n parts; 'auto' asks the engine.")
  static let report = Option<Path?>(
    "report", placeholder: "file", help: "Write what came of it, for 'rehearse merge'.")
  static let out = Option<Path?>(
    "output", short: "o", placeholder: "folder",
    help: "Write the smallest scenario of each failure there.")
  static let json = Flag("json", help: "Print the report as JSON.")

  static let command = Command(
    "explore",
    abstract: "Run a scenario many times, each time another way.",
    discussion: """
      By what runs differ: 'swarm' draws for each seed which faults live, how often they strike, \
      how fast everything is and who else takes part; 'random' draws what comes next among what is \
      due within 20 ms; 'priorities' lets one actor go on until another is drawn to (PCT); 'time' \
      draws latencies and instants alone; 'mixed' is all of them in turn. What a run is depends on \
      its seed alone: it makes no difference how many threads or machines there are.

      A failure is shrunk and shown. The exit status is 0 when all runs held, 1 when one failed, 2 \
      when nothing was put to the test, 3 when a run came out differently the second time, and 130 \
      when it was interrupted: then no report is written, and a checkpoint says what was done.
      """,
    parameters: [
      path, red, driver, runs, time, from, jobs, collect, twice, checkpoint, shard, report, out,
      json,
    ])

  static func run(
    _ values: Values, output: Output, errors: Output
  ) throws(Failure) -> ExitStatus {
    let input = try ScenarioInput(values[path].description, red: values[red], errors: errors)
    let request = try ExploreRequest(values)
    var exploring = Exploring(input, request, errors: errors)
    let record = try exploring.run()
    let report = ExploreReport(
      record, input: input, request, isInterrupted: exploring.isInterrupted, width: output.width)
    guard !exploring.isInterrupted else {
      if !request.printsJSON { try output.print(report.text) }
      try errors.print(
        request.checkpoint.map { "interrupted; what was done is in '\($0)', to go on from" }
          ?? "interrupted; nothing was kept, as there is no --checkpoint")
      return report.status
    }
    if let file = request.report { try OutputFile.write(Array(record.text.utf8), to: file) }
    if request.printsJSON {
      try output.print(record.text)
    } else {
      try output.print(report.text)
      try exploring.show(record, output)
      try errors.print("took \(Stopwatch.seconds(exploring.nanoseconds))")
    }
    return report.status
  }
}

/// The name of a driver on a command line.
struct DriverWord: Commands.Word {
  let driver: Driver

  init(_ driver: Driver) { self.driver = driver }

  init?(_ description: String) {
    guard let driver = Driver.allCases.first(where: { $0.text == description }) else { return nil }
    self.driver = driver
  }

  var description: String { driver.text }

  static var expectation: String { Driver.allCases.map(\.text).joined(separator: ", ") }

  static var completion: Completion { .choice(Driver.allCases.map(\.text)) }
}
