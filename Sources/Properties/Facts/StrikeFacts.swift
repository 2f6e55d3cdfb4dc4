import Operations
import Simulation

/// Something that was struck although something else was meant.
///
/// The bookkeeper notes one when an operation took effect on another process, pane, session, file
/// or worktree than the one that its caller's record or argument means: by full identity, not by
/// number or name. Deaths of strangers and of other runs' agents are seen without it.
public struct StrikeFacts: Hashable, Sendable {
  /// Who did it.
  public var by: ActorID
  /// What it did: `a signal`, `keys`, `a removal`.
  public var deed: Text
  /// What was meant.
  public var meant: Text
  /// What was struck.
  public var struck: Text
  /// The process that was struck; 0 when it was none.
  public var pid: Int32 = 0

  /// Notes a strike.
  public init(by: ActorID, deed: Text, meant: Text, struck: Text) {
    self.by = by
    self.deed = deed
    self.meant = meant
    self.struck = struck
  }
}
