/// A run that failed: who did what when, from when on it could not be avoided, and what was so at
/// every event.
public struct FailureStory: Hashable, Sendable {
  /// What was tried.
  public var title: String
  /// The property that was violated, by its name.
  public var property: String
  /// What must hold, as the property says it; empty when there is no such sentence.
  public var rule: String
  /// How it was violated, in this run.
  public var words: String
  /// How the run differs from how it should be, such as its flawed variant; empty when it does not.
  public var variant = ""
  /// Who takes part, from left to right.
  public var lanes: [Lane] = []
  /// All that happened, in order.
  public var events: [StoryEvent] = []
  /// The places of the few events that matter, in order.
  public var essentials: [Int] = []
  /// The place of the event at which the violation was seen.
  public var violation: Int?
  /// From when on it could not be avoided; nil when nobody knows.
  public var inevitability: Inevitability?
  /// How likely the failure was after some events, in their order.
  public var odds: [Odds] = []
  /// What the state consists of, in the order in which it is shown.
  public var cells: [StateCell] = []
  /// What was so before the first event.
  public var initialState: [StateChange] = []
  /// The state that broke the property.
  public var evidence: [Fact] = []
  /// Where the nearest run that holds goes another way; empty when there is none.
  public var nearest = ""
  /// The command that replays it.
  public var replay: String
  /// The raw material.
  public var files: [Link] = []

  /// Makes a story without events.
  public init(title: String, property: String, rule: String, words: String, replay: String) {
    self.title = title
    self.property = property
    self.rule = rule
    self.words = words
    self.replay = replay
  }
}
