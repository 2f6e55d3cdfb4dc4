import Commands
import Exploration
import ScenarioFiles
import Scenarios

/// Writes what was found into a file that replays, and shows it on one screen.
enum FoundScenario {
  /// The bytes of the file: where it comes from, then the scenario.
  static func text(_ suspect: Suspect, title: String, comment: [String]) -> String {
    var scenario = suspect.scenario
    scenario.title = title
    scenario.covers = []
    let head = comment.map { "# \($0)\n" }.joined()
    return head + ScenarioFile.text(of: scenario)
  }

  /// The failure of a file that was written, laid out for a terminal.
  static func page(
    _ suspect: Suspect, file: String, width: Int
  ) throws(StagingError) -> [String] {
    guard let failure = try Exploration.Failure(of: suspect.scenario, seed: suspect.seed) else {
      return []
    }
    return FailurePage(failure, file: file, width: width).lines
  }
}
