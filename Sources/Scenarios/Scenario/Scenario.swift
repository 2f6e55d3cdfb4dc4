import Operations
import Properties

/// What a scenario file says: who takes part, what goes wrong, what must hold all the same, and
/// under which flaw it is known not to hold.
public struct Scenario: Hashable, Sendable {
  /// What it is about, in one sentence.
  public var title: String
  /// The symptoms, criteria and public bugs that it stands for.
  public var covers: [String]
  /// The seeds that it is run with, each a run of its own.
  public var seeds: ClosedRange<UInt64>
  /// How long a run lasts.
  public var length: Interval
  /// How long it goes on after that without any fault, for everything to come to rest.
  public var calm: Interval
  /// How it is run on this machine.
  public var live: LiveTerms
  /// What is there before anybody begins.
  public var stage: Stage
  /// Who takes part, in the order of the file.
  public var actors: [Player]
  /// What happens to them.
  public var timeline: [Happening]
  /// By what the next event is chosen.
  public var schedule: Schedule
  /// What must hold.
  public var expectations: [Expectation]
  /// The flawed variants, each with what it is known to violate.
  public var reds: [Red]

  /// A scenario in which nobody takes part.
  public init(title: String) {
    self.title = title
    covers = []
    seeds = 1...1
    length = .seconds(120)
    calm = .zero
    live = LiveTerms()
    stage = Stage()
    actors = []
    timeline = []
    schedule = .byTime
    expectations = []
    reds = []
  }
}

/// A flawed variant of a scenario, and what it is known to violate.
public struct Red: Hashable, Sendable {
  /// What is different, by the name of the actor; `every` for all that can be.
  public var changes: [Change]
  /// What of the expectations it violates, by their names.
  public var violates: [String]

  /// What is different about one actor.
  public struct Change: Hashable, Sendable {
    /// The actor.
    public var actor: String
    /// What is different.
    public var variant: Variant

    /// Makes a change.
    public init(actor: String, variant: Variant) {
      self.actor = actor
      self.variant = variant
    }
  }

  /// A variant that violates what is named.
  public init(changes: [Change], violates: [String]) {
    self.changes = changes
    self.violates = violates
  }

  /// The name that stands for every actor.
  public static let everybody = "every"
}
