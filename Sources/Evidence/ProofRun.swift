/// All runs of a scenario, as far as they were gone through.
public struct ProofRun: Hashable, Sendable {
  /// The scenario file.
  public var file: String
  /// Which red it was under, counted from 1; nil for none.
  public var red: Int?
  /// The historical system that stood in the place of what is tested; empty for none.
  public var system = ""
  /// What it came to.
  public var conclusion: Conclusion
  /// How many states were seen.
  public var stateCount: Int
  /// How many steps led from one to another.
  public var transitionCount: Int
  /// What was watched.
  public var watched: [String]
  /// What was watched and never put to the test.
  public var idle: [String]
  /// How it was violated, or what stopped it; empty when it held.
  public var words: String
  /// The steps of a run that fails.
  public var steps: [String]

  /// What a proof can come to.
  public enum Conclusion: String, CaseIterable, Hashable, Sendable {
    /// It holds in every run.
    case holds
    /// It does not hold in one.
    case violated
    /// A bound stopped it, or it holds only where no time passes.
    case unfinished
    /// Nothing that is expected can be proven.
    case nothing
  }

  /// Makes a proof.
  public init(
    of file: String, red: Int? = nil, _ conclusion: Conclusion, stateCount: Int,
    transitionCount: Int, watched: [String], idle: [String] = [], words: String = "",
    steps: [String] = []
  ) {
    self.file = file
    self.red = red
    self.conclusion = conclusion
    self.stateCount = stateCount
    self.transitionCount = transitionCount
    self.watched = watched
    self.idle = idle
    self.words = words
    self.steps = steps
  }

  var value: JSONValue {
    .members([
      ("proof", .string(conclusion.rawValue)), ("of", .string(file)),
      ("red", red.map { .integer($0) }), ("system", system.isEmpty ? nil : .string(system)),
      ("states", .integer(stateCount)), ("transitions", .integer(transitionCount)),
      ("watched", .some(watched)), ("idle", .some(idle)),
      ("how", words.isEmpty ? nil : .string(words)), ("steps", .some(steps)),
    ])
  }

  init?(_ value: JSONValue) {
    guard let conclusion = value["proof"]?.text.flatMap(Conclusion.init(rawValue:)),
      let file = value["of"]?.text, let states = value["states"]?.number,
      let transitions = value["transitions"]?.number
    else { return nil }
    self.init(
      of: file, red: value["red"]?.number, conclusion, stateCount: states,
      transitionCount: transitions, watched: value["watched"]?.texts ?? [],
      idle: value["idle"]?.texts ?? [], words: value["how"]?.text ?? "",
      steps: value["steps"]?.texts ?? [])
    system = value["system"]?.text ?? ""
  }
}
