import Operations
import Simulation

/// A tmux session that came to its end because somebody closed it.
///
/// The bookkeeper notes one in the event in which the session is gone by an operation of somebody
/// who clears away (roles `retention` and `cleaner`), with the truth of the moment before.
public struct CloseFacts: Hashable, Sendable {
  /// The tmux session.
  public var session: Text
  /// Who closed it.
  public var by: ActorID
  /// Whether somebody worked in it.
  public var isWorked = false
  /// Whether somebody was attached.
  public var isAttached = false
  /// Whether no record means this very session.
  public var isForeign = false
  /// Whether it had become something else since the one who closed it judged it.
  public var hasChanged = false
  /// A branch or a worktree that went with it; empty when none did.
  public var lost = Text.empty

  /// Notes the close of a session that was safe to close.
  public init(session: Text, by: ActorID) {
    self.session = session
    self.by = by
  }
}
