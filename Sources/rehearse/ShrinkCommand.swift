import Commands
import Exploration
import JSON
import ScenarioFiles
import Scenarios

/// `rehearse shrink`: the smallest scenario that still fails in the same way.
enum ShrinkCommand: Subcommand {
  static let path = Argument<Path>("file", help: "A scenario file that fails.")
  static let red = Option<Int?>(
    "red", placeholder: "number", help: "Shrink how this red of the file fails, counted from 1.")
  static let seed = Option<UInt64?>(
    "seed", help: "Begin with this seed instead of the first that fails.")
  static let tries = Option<Int>(
    "tries", placeholder: "number", default: 20_000, help: "Try at most so many scenarios.")
  static let out = Option<Path?>(
    "output", short: "o", placeholder: "file", help: "Write to this file instead of printing.")

  static let command = Command(
    "shrink",
    abstract: "Make a failing scenario as small as it can be.",
    discussion: """
      Actors, happenings, the order, times, numbers and seeds are taken away or made simpler for \
      as long as the scenario fails in the same way: the same property, for the same reason. Where \
      few enough parts are left, every smaller choice of them is tried, and it says so.

      The exit status is 0 when it was shrunk or is as small as it can be, and 2 when it does not \
      fail.
      """,
    parameters: [path, red, seed, tries, out])

  static func run(
    _ values: Values, output: Output, errors: Output
  ) throws(Failure) -> ExitStatus {
    let input = try ScenarioInput(values[path].description, red: values[red], errors: errors)
    guard values[tries] > 0 else {
      throw Failure(status: .usage, message: "'--tries' wants a number from 1 on.")
    }
    let suspect: Suspect
    do throws(StagingError) {
      guard let found = try first(input, values[seed]) else {
        try? errors.print("\(input.words) does not fail")
        return .vacuous
      }
      suspect = found
    } catch {
      throw Failure(status: .badInput, message: "\(input.path): \(error.message)")
    }
    var shrinking = Shrinking(
      suspect, triesMax: values[tries], isWritable: ScenarioInput.isWritable)
    let clock = Stopwatch()
    shrinking.run()
    let text = FoundScenario.text(
      shrinking.suspect, title: input.scenario.title,
      comment: ["Shrunk by: rehearse shrink \(input.words)"])
    if let file = values[out]?.description {
      try OutputFile.write(Array(text.utf8), to: file)
    } else {
      try output.print(text)
    }
    try errors.print(
      "\(shrinking.summary), took \(Stopwatch.seconds(clock.nanoseconds))")
    return .success
  }

  /// The first run that fails: of the red, or of the file as it is.
  static func first(
    _ input: ScenarioInput, _ seed: UInt64?
  ) throws(StagingError) -> Suspect? {
    let scenario = input.scenario
    let seeds = seed.map { $0...$0 } ?? scenario.seeds
    let violates = input.red.map { scenario.reds[$0 - 1].violates }
    for seed in seeds {
      for place in scenario.expectations.indices {
        if let violates, !violates.contains(scenario.expectations[place].name) { continue }
        if let suspect = try Suspect(
          scenario, changes: input.changes, seed: seed, expectation: place)
        {
          return suspect
        }
      }
    }
    return nil
  }
}

extension Shrinking {
  /// What it has come to, in words.
  var summary: String {
    let proof =
      isProvenSmallest
      ? "every smaller choice of its parts was tried, and none fails so"
      : "not every smaller choice was tried"
    return "tried \(triedCount) scenarios; \(proof)"
  }
}
