/// A figure that is counted in runs of a scenario: as it was, with a historical system, and as it is.
public struct Metric: Hashable, Sendable {
  /// What is counted.
  public var measure: Measure
  /// The scenario file.
  public var scenario: String
  /// How many runs on each side, from the seed on.
  public var runs: Int
  /// The historical system.
  public var before: String
  /// The most that it may be: nanoseconds for a time, a number for a count.
  public var target: Int64
  /// The first seed, if it is not that of the plan.
  public var seed: UInt64?

  /// Makes a figure.
  public init(
    _ measure: Measure, of scenario: String, runs: Int, before: String, target: Int64,
    seed: UInt64? = nil
  ) {
    self.measure = measure
    self.scenario = scenario
    self.runs = runs
    self.before = before
    self.target = target
    self.seed = seed
  }

  /// What can be counted in a run.
  public enum Measure: Hashable, Sendable {
    /// The longest time from a launcher's start to its answer.
    case answerTime
    /// How many launchers were answered that it took too long or failed.
    case timeouts
    /// How many records there are beyond one for each run that was asked for.
    case duplicates
    /// Whether a property is violated: 1 for a run in which it is, 0 for others.
    case violations(String)

    /// Whether it is a time.
    public var isTime: Bool { self == .answerTime }

    /// The word for it.
    public var word: String {
      switch self {
      case .answerTime: "answer-time"
      case .timeouts: "timeouts"
      case .duplicates: "duplicates"
      case .violations(let name): "violations of \(name)"
      }
    }
  }
}
