import Commands
import Exploration
import Glibc
import ScenarioFiles
import Scenarios

/// `rehearse replay`: scenario files, as they should be and under their flaws.
enum ReplayCommand: Subcommand {
  static let paths = Argument<[Path]>("path", help: "A scenario file, or a folder of them.")
  static let seed = Option<UInt64?>(
    "seed", help: "Run with this seed instead of those of the file.")
  static let red = Option<Int?>(
    "red", placeholder: "number", help: "Show how this red of the file fails, counted from 1.")
  static let twice = Flag("twice", help: "Run the first seed of each file twice and compare.")
  static let audit = Flag(
    "audit", help: "Take each part of a file away, and see that this does not go unnoticed.")
  static let json = Flag("json", help: "Print one line of JSON for each file.")
  static let junit = Option<Path?>(
    "junit", placeholder: "file", help: "Write the results as JUnit XML.")
  static let trace = Option<Path?>(
    "trace", placeholder: "file",
    help: "Write what happened as trace events, which Perfetto opens; takes one file.")
  static let watch = Flag("watch", help: "Replay again whenever a file is saved.")
  static let live = Flag(
    "live", help: "Run them on this machine as well, and compare the verdicts of both worlds.")
  static let table = Option<Path?>(
    "table", placeholder: "file", help: "With '--live': write the verdicts as a table in Markdown.")

  static let folder = Option<Path?>(
    "folder",
    help: "With '--live': where folders and sockets are made, and removed again; else /tmp.")

  static let command = Command(
    "replay",
    abstract: "Run scenarios, and see each of them fail under its flaws.",
    discussion: """
      Each file is run with its seeds as it should be, where all that is expected has to hold, and \
      under each of its reds, where what the red names has to be violated. A file that expects \
      nothing, names no red, or whose red stays green shows nothing: it is vacuous.

      With '--live', each file that needs nothing unreal is run as it should be in the simulated world \
      and on this machine, by the real session manager below a temporary folder, of which nothing is \
      left. Status 0 then means that both agree wherever it could be judged, 1 that they differ, and 2 \
      that no file could be run.

      The exit status is 0 when all held, 1 when something was violated, 2 when a file was vacuous, \
      3 when a seed ran differently the second time, 65 when a file is wrong, and 74 when one could \
      not be read or written.
      """,
    parameters: [paths, seed, red, twice, audit, json, junit, trace, watch, live, table, folder])

  static func run(
    _ values: Values, output: Output, errors: Output
  ) throws(Failure) -> ExitStatus {
    let request = try ReplayRequest(values)
    if request.isLive { return try ReplayLive(request, output: output, errors: errors).run() }
    guard request.isWatching else {
      var replay = Replay(request, output: output, errors: errors)
      return try replay.run()
    }
    return try ReplayWatch(request, output: output, errors: errors).run()
  }
}

/// What a replay was asked for.
struct ReplayRequest {
  var paths: [String]
  var seed: UInt64?
  var red: Int?
  var runsTwice: Bool
  var audits: Bool
  var printsJSON: Bool
  var junit: String?
  var trace: String?
  var isWatching: Bool
  var isLive: Bool
  var table: String?
  var folder: String?

  init(_ values: Values) throws(Failure) {
    paths = values[ReplayCommand.paths].map(\.description)
    seed = values[ReplayCommand.seed]
    red = values[ReplayCommand.red]
    runsTwice = values[ReplayCommand.twice]
    audits = values[ReplayCommand.audit]
    printsJSON = values[ReplayCommand.json]
    junit = values[ReplayCommand.junit]?.description
    trace = values[ReplayCommand.trace]?.description
    isWatching = values[ReplayCommand.watch]
    isLive = values[ReplayCommand.live]
    table = values[ReplayCommand.table]?.description
    folder = values[ReplayCommand.folder]?.description
    try checkCombination()
    if let red, red < 1 {
      throw Failure(status: .usage, message: "Reds are counted from 1, so there is no red \(red).")
    }
    if let seed, seed > 999_999_999 {
      throw Failure(
        status: .usage, message: "A seed has at most nine digits, and \(seed) has more.")
    }
  }

  /// What has no meaning together.
  private func checkCombination() throws(Failure) {
    if table != nil || folder != nil, !isLive {
      throw Failure(status: .usage, message: "'--table' and '--folder' are for '--live'.")
    }
    let isOther =
      seed != nil || red != nil || runsTwice || audits || junit != nil || trace != nil || isWatching
    if isLive, isOther {
      throw Failure(
        status: .usage, message: "'--live' takes '--json', '--table' and '--folder' only.")
    }
  }
}
