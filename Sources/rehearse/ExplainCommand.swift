import Commands
import Exploration
import Scenarios

/// `rehearse explain`: why a scenario fails.
enum ExplainCommand: Subcommand {
  static let path = Argument<Path>("file", help: "A scenario file that fails.")
  static let red = Option<Int?>(
    "red", placeholder: "number", help: "Explain how this red of the file fails, counted from 1.")
  static let seed = Option<UInt64?>(
    "seed", help: "Explain this seed instead of the first that fails.")
  static let continuations = Option<Int>(
    "continuations", placeholder: "number", default: 100,
    help: "Let the run go on so many times from each event that is weighed.")

  static let command = Command(
    "explain",
    abstract: "Tell where a failing run parts from one that holds, and when it was too late.",
    discussion: """
      The failing run is held against the nearest one that holds: with another seed, or with one \
      thing taken away. Then it goes on from many of its events many times, each time with other \
      chances; the share of those that fail tells how much was decided by then. From the event \
      that is named on, all of them fail.

      The exit status is 1 when it fails, as it should here, and 2 when it does not.
      """,
    parameters: [path, red, seed, continuations])

  static func run(
    _ values: Values, output: Output, errors: Output
  ) throws(Failure) -> ExitStatus {
    let input = try ScenarioInput(values[path].description, red: values[red], errors: errors)
    guard (1...100_000).contains(values[continuations]) else {
      throw Failure(status: .usage, message: "'--continuations' wants a number from 1 to 100000.")
    }
    let clock = Stopwatch()
    let found: Explanation?
    do throws(StagingError) {
      found = try explanation(input, values)
    } catch {
      throw Failure(status: .badInput, message: "\(input.path): \(error.message)")
    }
    guard let found else {
      try errors.print("\(input.words) does not fail")
      return .vacuous
    }
    let page = ExplanationPage(found, file: input.path, red: input.red, width: output.width)
    for line in page.lines { try output.print(line) }
    try errors.print("\(found.runCount) runs, took \(Stopwatch.seconds(clock.nanoseconds))")
    return .violated
  }

  private static func explanation(
    _ input: ScenarioInput, _ values: Values
  ) throws(StagingError) -> Explanation? {
    let violates = input.red.map { input.scenario.reds[$0 - 1].violates }
    for seed in values[seed].map({ $0...$0 }) ?? input.scenario.seeds {
      for place in input.scenario.expectations.indices {
        let name = input.scenario.expectations[place].name
        if let violates, !violates.contains(name) { continue }
        if let found = try Explanation(
          of: input.scenario, changes: input.changes, seed: seed, expectation: place,
          continuations: values[continuations])
        {
          return found
        }
      }
    }
    return nil
  }
}
