import EvidencePage
import Exploration
import Operations
import Properties
import Scenarios

extension FailureStory {
  /// Tells how a seed of a scenario violates an expectation, or the first that it violates; nil when
  /// it does not.
  ///
  /// The run is taken up again from many of its events, so often each, to see from which one on it
  /// could not be avoided.
  public init?(
    of scenario: Scenario, changes: [Red.Change] = [], seed: UInt64, expectation: Int? = nil,
    continuations: Int = 100, file: String, red: Int? = nil
  ) throws(StagingError) {
    guard
      let explanation = try Explanation(
        of: scenario, changes: changes, seed: seed, expectation: expectation,
        continuations: continuations)
    else { return nil }
    try self.init(explanation, changes: changes, file: file, red: red)
  }

  /// Tells what was explained, of a file as it should be or under the red of a number.
  public init(
    _ explanation: Explanation, changes: [Red.Change] = [], file: String, red: Int? = nil
  ) throws(StagingError) {
    let failure = explanation.failure
    let tale = try Tale(of: failure)
    self.init(
      title: failure.scenario.title, property: failure.name, rule: failure.sentence ?? "",
      words: failure.violation.words,
      replay: FailurePage(failure, file: file, red: red.map { $0 - 1 }).command)
    variant = FailurePage.words(changes)
    lanes = tale.lanes
    events = tale.events
    cells = tale.cells
    initialState = tale.initialState
    violation = tale.place(ofEvent: failure.violation.event)
    let turns = tale.turns(upTo: violation ?? 0)
    essentials = (failure.moments.compactMap(tale.place) + turns).sorted()
    inevitability = Self.inevitability(explanation, tale)
    odds = explanation.odds.compactMap { one in
      tale.place(ofEvent: one.moment.number).map {
        EvidencePage.Odds(event: $0, failing: one.failing, of: one.of)
      }
    }
    evidence = failure.violation.state.map { Fact($0.what, $0.value) }
    nearest = explanation.neighbour.map(Self.words) ?? ""
  }

  private static func inevitability(
    _ explanation: Explanation, _ tale: Tale
  ) -> Inevitability? {
    guard let odds = explanation.inevitable else { return nil }
    let known = "All of \(odds.of) continuations from there fail in the same way"
    // Where nothing that happens makes any difference, it was so before anything happened.
    if explanation.odds.allSatisfy({ $0.failing == $0.of }) {
      return Inevitability(event: 0, words: "\(known), whatever else happens.")
    }
    return tale.place(ofEvent: odds.moment.number).map {
      Inevitability(event: $0, words: "\(known).")
    }
  }

  private static func words(_ neighbour: Explanation.Neighbour) -> String {
    let difference = neighbour.difference.prefix(1).uppercased() + neighbour.difference.dropFirst()
    return "\(difference) it holds. The first \(neighbour.common) things that happen are the same; "
      + "then comes here \(words(neighbour.failing)), there \(words(neighbour.passing))."
  }

  private static func words(_ moment: Failure.Moment?) -> String {
    guard let moment else { return "nothing more" }
    return "\u{201C}\(moment.actor.isEmpty ? "" : moment.actor + ": ")\(moment.words)\u{201D}"
  }
}
