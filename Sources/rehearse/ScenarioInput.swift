import Commands
import Forms
import ScenarioFiles
import Scenarios

/// One scenario file that a command works on.
struct ScenarioInput {
  let path: String
  let scenario: Scenario
  /// What is different from how it should be: the changes of the red that was named.
  let changes: [Red.Change]
  let red: Int?

  /// Reads a file; what is wrong with it goes to `errors`.
  init(_ path: String, red: Int?, errors: Output) throws(Failure) {
    let bytes = try Replay.bytes(of: path)
    do throws(Diagnostics) {
      scenario = try ScenarioFile.load(bytes, file: path)
    } catch {
      try errors.print(error.text)
      throw Failure(status: .badInput, message: "\(path) is no scenario.")
    }
    self.path = path
    self.red = red
    guard let red else {
      changes = []
      return
    }
    guard scenario.reds.indices.contains(red - 1) else {
      throw Failure(
        status: .usage,
        message: "\(path) has no red \(red); \(Self.count(of: scenario.reds.count)).")
    }
    changes = scenario.reds[red - 1].changes
  }

  private static func count(of reds: Int) -> String {
    switch reds {
    case 0: "it has none"
    case 1: "it has one"
    default: "it has \(reds), counted from 1"
    }
  }

  /// What counts as a failure: what the red is said to violate; anything where none was named.
  var violates: [String] { red.map { scenario.reds[$0 - 1].violates } ?? [] }

  /// The words that name it again on a command line.
  var words: String { path + (red.map { " --red \($0)" } ?? "") }

  /// Whether a scenario is one that can be written into a file and read again.
  static func isWritable(_ scenario: Scenario) -> Bool {
    if case .order(let calls) = scenario.schedule, calls.count > 10_000 { return false }
    let text = ScenarioFile.text(of: scenario)
    guard let read = try? ScenarioFile.load(Array(text.utf8), file: "-") else { return false }
    return read == scenario
  }
}
