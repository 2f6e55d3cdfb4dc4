import Lifecycle
import Properties
import Scenarios

/// One scenario in both worlds: what was found of each expectation in the simulated one and here.
public struct LiveComparison: Hashable, Sendable {
  /// The expectations, in the order of the file.
  public let rows: [Row]

  /// One expectation.
  public struct Row: Hashable, Sendable {
    /// What is expected, in a few words.
    public var expectation: String
    /// How it is violated in the simulated world; nil when it holds there.
    public var simulatedViolation: String?
    /// What was found here.
    public var live: LiveVerdict

    /// Whether both say the same, so far as it could be judged here.
    public var agrees: Bool {
      switch live {
      case .held: simulatedViolation == nil
      case .violated: simulatedViolation != nil
      case .notJudged: true
      }
    }
  }

  /// Plays a scenario with its seeds in the simulated world, beside what was found here.
  public init(_ scenario: Scenario, _ verdicts: [LiveVerdict]) throws(StagingError) {
    var violations = [String?](repeating: nil, count: scenario.expectations.count)
    for seed in scenario.seeds where violations.contains(nil) {
      var play = try Play(scenario, seed: seed)
      play.run()
      for (place, finding) in play.findings().enumerated() where violations[place] == nil {
        violations[place] = finding.violation?.words
      }
    }
    self.init(scenario, simulated: violations, verdicts)
  }

  /// Puts both side by side.
  init(_ scenario: Scenario, simulated: [String?], _ verdicts: [LiveVerdict]) {
    precondition(
      simulated.count == verdicts.count,
      "\(simulated.count) and \(verdicts.count) verdicts cannot be compared")
    rows = scenario.expectations.indices.map { place in
      Row(
        expectation: scenario.expectations[place].words, simulatedViolation: simulated[place],
        live: verdicts[place])
    }
  }

  /// How many expectations could be judged here.
  public var judgedCount: Int {
    rows.count { if case .notJudged = $0.live { false } else { true } }
  }

  /// Whether both worlds agree on all that could be judged, and something could.
  public var agrees: Bool { judgedCount > 0 && rows.allSatisfy(\.agrees) }
}

extension Expectation {
  /// What is expected, in a few words.
  fileprivate var words: String {
    switch self {
    case .property(let name, _): "\(name.word)"
    case .count(let count):
      "\(count.isExactly) \(count.of.word)" + (count.which.isEmpty ? "" : " of \(count.which)")
    case .answer(let actor, let answer): "\(actor) is answered \(answer.word)"
    case .session(let run, let life): "\(run) is \(life.word)"
    case .output(let actor, let words): "\(actor) prints '\(words)'"
    }
  }
}
