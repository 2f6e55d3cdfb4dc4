import Operations

/// How an agent behaves.
public struct AgentBehaviour: Hashable, Sendable {
  /// How long it works.
  public var workTime = Interval.seconds(3_600)
  /// What it does when it has worked.
  public var ending = Ending.stays
  /// What it says of itself from then on.
  public var afterwards = AgentActivity.ready
  /// Whom it tells what it does; empty for nobody.
  public var supervisor = Text.empty
  /// How long it waits between two reports.
  public var reportPause = Interval.seconds(20)
  /// How many reports it gives.
  public var reportsMax = 0
  /// How many children it starts that do not end with it.
  public var children = 0
  /// What its children run.
  public var childProgram = Text.empty

  /// A program that it starts once, a while after it has begun; nil for none.
  ///
  /// An agent that works for whom that program is told to work starts none.
  public var calls: Launch?
  /// How long after it has begun it starts that.
  public var callsAfter = Interval.seconds(1)
  /// The session whose agents start none.
  public var callsNotFor = Text.empty

  /// What an agent does when it has worked.
  public enum Ending: Hashable, Sendable {
    /// It ends with a status.
    case exits(UInt8)
    /// It stays in its pane, as one with a prompt of its own does.
    case stays
    /// It ends without a word.
    case crashes
  }

  /// An agent that works for an hour and stays.
  public init() {}
}
