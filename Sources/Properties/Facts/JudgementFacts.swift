import Operations
import Simulation
import Supervision

/// What somebody was told of a session that may be closed, and how it really stands.
///
/// The bookkeeper notes one for every session that a status or sweep should have told of, in the
/// event in which the command ends or the line is printed, with the truth of the moment at which
/// the command took its last look.
public struct JudgementFacts: Hashable, Sendable {
  /// The session, by its key or its tmux name.
  public var session: Text
  /// What was told; nil when the session was passed over.
  public var told: RetentionClass?
  /// Whether its tmux session is there.
  public var isThere = true
  /// Whether somebody is attached.
  public var isAttached = false
  /// Whether its agent and whatever runs it live, and somebody works in it.
  public var isWorked = false
  /// Whether its work is complete, by its record.
  public var isComplete = false
  /// Whether a record means this very tmux session.
  public var isOwned = true
  /// Whether a look failed, or something changed between two of them, so that nobody could tell.
  public var isHidden = false
  /// Who told it.
  public var by: ActorID

  /// Notes what was told of a session that is there, owned, and at rest.
  public init(session: Text, told: RetentionClass?, by: ActorID) {
    self.session = session
    self.told = told
    self.by = by
  }
}
