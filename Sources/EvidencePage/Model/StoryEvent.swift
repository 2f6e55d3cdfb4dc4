/// Something that happened in a run.
public struct StoryEvent: Hashable, Sendable {
  /// The number that the run gave it, which others may share.
  public var number: Int64
  /// When, in nanoseconds since the run began.
  public var timeNs: Int64
  /// Whose doing it was, by the place of the lane; nil for the world's.
  public var lane: Int?
  /// What kind of thing it was.
  public var kind: Kind
  /// What it was.
  public var text: String
  /// What of the state is other than before.
  public var changes: [StateChange]

  /// The kinds of events.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// Somebody did something that only looks.
    case operation
    /// Somebody did something that changes something.
    case write
    /// Somebody heard what became of it.
    case outcome
    /// A timer fired.
    case timer
    /// Somebody was told something.
    case message
    /// A program began or ended.
    case life
    /// Something went wrong on purpose.
    case fault
    /// The world did something by itself.
    case world
    /// The violation was seen.
    case violation
  }

  /// Makes an event.
  public init(
    number: Int64, timeNs: Int64, lane: Int?, kind: Kind, text: String,
    changes: [StateChange] = []
  ) {
    self.number = number
    self.timeNs = timeNs
    self.lane = lane
    self.kind = kind
    self.text = text
    self.changes = changes
  }
}
