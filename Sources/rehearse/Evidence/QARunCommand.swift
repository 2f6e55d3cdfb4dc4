import Commands
import Evidence
import Plans

/// `rehearse qa run`.
enum QARunCommand: Subcommand {
  static let plan = Argument<Path>("plan", help: "A plan file.")
  static let out = Option<Path?>(
    "out", short: "o", placeholder: "folder",
    help: "Where the evidence is put; else reports/qa and the plan's name.")
  static let twin = Option<String?>(
    "twin", placeholder: "system",
    help: "Put this historical system in the place of what is tested: something has to fail.")

  static let stories = Option<Int>(
    "stories", placeholder: "number", default: 1,
    help: "How many failures of each check the page tells event by event.")

  static let command = Command(
    "run",
    abstract: "Carry out a plan and leave its evidence in a folder.",
    discussion: """
      Everything that is done leaves a line of raw material, and everything else in the folder is \
      derived from these lines. The folder is put in its place when it is complete. A run that was \
      interrupted goes on where it stopped.

      The exit status is 0 when every check passed, 1 when one failed, 2 when one showed nothing, \
      65 when the plan or a scenario is wrong, 73 when the folder could not be written, and 130 when \
      it was interrupted. What waits for a person's approval is told, and is no failure.
      """,
    parameters: [plan, out, twin, stories, QACommands.json])

  static func run(
    _ values: Values, output: Output, errors: Output
  ) throws(Failure) -> ExitStatus {
    guard values[stories] >= 0 else {
      throw Failure(status: .usage, message: "'--stories' cannot be less than 0.")
    }
    let input = try PlanInput(
      values[plan].description, twin: values[twin], storiesMax: values[stories], errors: errors)
    let place =
      values[out]?.description
      ?? "reports/qa/\(input.plan.name)" + (values[twin].map { "-\($0)" } ?? "")
    let run = try QARun(input, place: Self.trimmed(place), errors: errors)
    let results = try run.run()
    if values[QACommands.json] {
      try output.print(results.text)
    } else {
      try output.print(QAScreen(results, folder: place, width: output.width).text)
    }
    return results.checked.status
  }

  private static func trimmed(_ path: String) -> String {
    path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }
}

extension Verdict {
  /// What a command says of it to its caller.
  var status: ExitStatus {
    switch self {
    case .passed, .waiting: .success
    case .failed: .violated
    case .vacuous, .skipped: .vacuous
    }
  }
}
