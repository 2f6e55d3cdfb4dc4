import Commands
import Exploration
import JSON
import ScenarioFiles
import Scenarios

/// `rehearse prove`: all runs of a scenario.
enum ProveCommand: Subcommand {
  static let path = Argument<Path>("file", help: "A scenario file.")
  static let red = Option<Int?>(
    "red", placeholder: "number", help: "Prove it under this red of the file, counted from 1.")
  static let crashes = Option<Int>(
    "crashes", placeholder: "number", default: 0,
    help: "How often a player may crash, at any point.")
  static let reuse = Flag(
    "pid-reuse", help: "A stranger may get the pid of one who has crashed, at any point.")
  static let liveness = Flag(
    "liveness", help: "Also look for runs in which somebody is never answered.")
  static let states = Option<Int>(
    "states", placeholder: "number", default: 5_000_000, help: "Stop after this many states.")
  static let depth = Option<Int>(
    "depth", placeholder: "number", default: 1_000, help: "Follow no run beyond so many steps.")
  static let memory = Option<Int>(
    "memory", placeholder: "megabytes", default: 8_192, help: "Stop when this much is in use.")
  static let quick = Flag(
    "quick", help: "Be content with the first run that fails, however long it is.")
  static let out = Option<Path?>(
    "output", short: "o", placeholder: "file",
    help: "Write the counterexample as a scenario, shrunk.")
  static let json = Flag("json", help: "Print one line of JSON.")

  static let command = Command(
    "prove",
    abstract: "Go through all runs of a scenario, in every order.",
    discussion: """
      Every order in which calls can take effect is gone through, timers can fire at any moment, \
      and what the timeline has at an instant can happen at any. There is no time: no call is given \
      up because it is slow. States are compared by a hash of 128 bits of the world, the machines \
      and what the properties remember; those that only differ in what nobody can see are one.

      What counts something at the end, or remembers a whole run, is left out and named.

      The exit status is 0 when all runs hold, 1 when one does not, 2 when a bound stopped it or \
      nothing was put to the test.
      """,
    parameters: [path, red, crashes, reuse, liveness, states, depth, memory, quick, out, json])

  static func run(
    _ values: Values, output: Output, errors: Output
  ) throws(Failure) -> ExitStatus {
    let input = try ScenarioInput(values[path].description, red: values[red], errors: errors)
    var bounds = ProofBounds()
    bounds.crashes = try whole(values[crashes], "crashes", least: 0)
    bounds.reusesPids = values[reuse]
    bounds.checksLiveness = values[liveness]
    bounds.states = try whole(values[states], "states", least: 1, most: 4_000_000_000)
    bounds.depth = try whole(values[depth], "depth", least: 1)
    bounds.isQuick = values[quick]
    bounds.memory = try whole(values[memory], "memory", least: 1) << 20
    let clock = Stopwatch()
    do {
      let proof = try ScenarioProof(input.scenario, changes: input.changes, bounds: bounds)
      let report = ProveReport(proof, input: input, width: output.width)
      let nanoseconds = clock.nanoseconds
      try output.print(values[json] ? report.json : report.text)
      if !values[json] { try errors.print("took \(Stopwatch.seconds(nanoseconds))") }
      if case .violated(let found) = proof.conclusion, let file = values[out]?.description {
        try write(found, of: input, to: file, output, errors)
      }
      return report.status
    } catch let error as StagingError {
      throw Failure(status: .badInput, message: "\(input.path): \(error.message)")
    } catch let error as Failure {
      throw error
    } catch {
      preconditionFailure("\(error)")
    }
  }

  private static func whole(
    _ number: Int, _ name: String, least: Int, most: Int = 1_000_000_000
  ) throws(Failure) -> Int {
    guard (least...most).contains(number) else {
      throw Failure(
        status: .usage,
        message: "'--\(name)' wants a number from \(least) to \(most), not \(number).")
    }
    return number
  }

  /// Writes the shortest run as a scenario, as small as it can be.
  private static func write(
    _ found: ScenarioCounterexample, of input: ScenarioInput, to file: String, _ output: Output,
    _ errors: Output
  ) throws {
    guard let suspect = try found.suspect() else {
      try errors.print(
        "the run needs that time stands still: with measured latencies it does not fail")
      return
    }
    var shrinking = Shrinking(suspect, isWritable: ScenarioInput.isWritable)
    shrinking.run()
    let text = FoundScenario.text(
      shrinking.suspect, title: "\(input.scenario.title), violated",
      comment: ["Found by: rehearse prove \(input.words)"])
    try OutputFile.write(Array(text.utf8), to: file)
    try output.print("")
    for line in try FoundScenario.page(shrinking.suspect, file: file, width: output.width) {
      try output.print(line)
    }
  }
}
