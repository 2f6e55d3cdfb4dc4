/// One thing that has to be so.
public struct Check: Hashable, Sendable {
  /// What has to be so, in a sentence.
  public var title: String
  /// How that is found out.
  public var work: Work

  /// Makes a check.
  public init(_ title: String, _ work: Work) {
    self.title = title
    self.work = work
  }

  /// The ways to find something out.
  public enum Work: Hashable, Sendable {
    /// Scenario files are replayed, as they should be and under their reds.
    case scenarios(ScenarioReplay)
    /// A scenario is run in many ways, with a canary beside it.
    case exploration(ExplorationWork)
    /// All runs of a scenario are gone through.
    case proof(ProofWork)
    /// Both worlds are taken through the same scripts.
    case conformance(ConformanceWork)
    /// Programs are run for real.
    case commands(CommandScript)
    /// Files are searched for what must not be in them.
    case search(SearchWork)
    /// A figure is counted, before and after.
    case metric(Metric)

    /// The word for it.
    public var word: String {
      switch self {
      case .scenarios: "scenarios"
      case .exploration: "exploration"
      case .proof: "proof"
      case .conformance: "conformance"
      case .commands: "commands"
      case .search: "search"
      case .metric: "metric"
      }
    }

    /// Whether it takes place in the simulated world, where a twin can be put in the place of what
    /// is tested.
    public var isSimulated: Bool {
      switch self {
      case .scenarios, .exploration, .proof, .metric: true
      case .conformance, .commands, .search: false
      }
    }
  }
}
