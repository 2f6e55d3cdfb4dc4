import EvidencePage
import EvidencePageSupport
import FailureStories
import Foundation
import ScenarioFiles
import Scenarios

/// Writes the pages that are looked at in a browser: those of values that nobody measured, and that
/// of a scenario which really fails under its red of a number.
@main
enum PageSample {
  private static let usage = """
    usage: page-sample release|long|hostile|empty FILE
           page-sample SCENARIO RED FILE

    """

  /// How often a run goes on from each event that is weighed: fewer than usual, since nobody waits
  /// for an optimised build to look at a page.
  private static let continuations = 20

  static func main() throws {
    let words = Array(CommandLine.arguments.dropFirst())
    guard let file = words.last, let page = try page(words.dropLast()) else {
      FileHandle.standardError.write(Data(usage.utf8))
      exit(64)
    }
    try Data(page.html()).write(to: URL(fileURLWithPath: file))
  }

  private static func page(_ words: [String]) throws -> Page? {
    switch words {
    case ["release"]: SamplePages.release([SampleStories.lock])
    case ["long"]: SamplePages.release([SampleStories.long(100_000)])
    case ["hostile"]: SamplePages.hostilePage
    case ["empty"]: Page(release: "0.0.0", plan: "A plan without checks", verdict: .vacuous)
    default: try scenarioPage(words)
    }
  }

  private static func scenarioPage(_ words: [String]) throws -> Page? {
    guard words.count == 2, let red = Int(words[1]),
      let bytes = FileManager.default.contents(atPath: words[0])
    else { return nil }
    let scenario = try ScenarioFile.load(Array(bytes), file: words[0])
    guard scenario.reds.indices.contains(red - 1) else { return nil }
    let stories = try scenario.reds[red - 1].violates.compactMap { name in
      try FailureStory(
        of: scenario, changes: scenario.reds[red - 1].changes, seed: scenario.seeds.lowerBound,
        expectation: scenario.expectations.firstIndex { $0.name == name },
        continuations: continuations, file: words[0], red: red)
    }
    return SamplePages.release(stories)
  }
}
