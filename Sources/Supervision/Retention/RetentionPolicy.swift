import Operations

/// The numbers and places that retention works by.
public struct RetentionPolicy: Hashable, Sendable {
  /// Those of the sessions: sockets, limits, tries.
  public var sessions: SessionPolicy
  /// The folder that the text of closed sessions is saved to.
  public var logs: Text
  /// How long a session is kept after its work was seen to be complete.
  public var retainFor = Interval.seconds(24 * 3_600)
  /// How long to wait between the two looks that have to agree.
  public var snapshotPause = Interval.seconds(2)
  /// How long a call on files may take.
  public var fileLimit = Interval.seconds(10)
  /// How often a session is judged anew because something has changed, or was not confirmed.
  public var judgementsMax = 6
  /// How many panes of a session are saved; one that has more is not closed.
  public var panesMax = 16

  /// A policy over the one of the sessions, and the usual numbers.
  public init(_ sessions: SessionPolicy, logs: Text) {
    self.sessions = sessions
    self.logs = logs
  }
}
