import Operations
import Simulation

/// What a property has found.
public struct Finding: Hashable, Sendable {
  /// How often it was put to the test.
  public var exerciseCount = 0
  /// What was wrong, the first time.
  public var violation: Violation?

  /// Nothing yet.
  public init() {}

  /// The answer.
  public var verdict: Verdict {
    if violation != nil { return .violated }
    return exerciseCount > 0 ? .held : .notExercised
  }

  /// What a property can answer.
  public enum Verdict: UInt8, Hashable, Sendable {
    /// It was put to the test, and held.
    case held
    /// It did not hold.
    case violated
    /// Nothing happened that could have violated it.
    case notExercised
  }
}

/// How a property did not hold, with all that a person needs to see it.
public struct Violation: Hashable, Sendable {
  /// What exactly was so, in one line.
  public var words: String
  /// The actors whose doings matter.
  public var actors: [ActorID]
  /// The names, paths and ids that matter.
  public var subjects: [Text]
  /// The processes that matter.
  public var pids: [Int32]
  /// The state that broke it: what, and its value, in the order to be shown.
  public var state: [StateLine]
  /// When it was seen.
  public var time = Instant.start
  /// At which event it was seen.
  public var event: Int64 = 0

  /// Says what was wrong; time and event are filled in by the one who notes it.
  public init(
    _ words: String, actors: [ActorID] = [], subjects: [Text] = [], pids: [Int32] = [],
    state: [StateLine] = []
  ) {
    self.words = words
    self.actors = actors
    self.subjects = subjects
    self.pids = pids
    self.state = state
  }

  /// One line of the state that broke a property.
  public struct StateLine: Hashable, Sendable {
    /// What it is about.
    public var what: String
    /// What it is.
    public var value: String

    /// Makes a line.
    public init(_ what: String, _ value: String) {
      self.what = what
      self.value = value
    }
  }
}
