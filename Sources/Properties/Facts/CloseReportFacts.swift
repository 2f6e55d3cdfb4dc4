import Operations
import Simulation

/// That a session is closed, as it was said by a command or written in its record.
///
/// The bookkeeper notes one in the event in which it was said.
public struct CloseReportFacts: Hashable, Sendable {
  /// The tmux session.
  public var session: Text
  /// Who said it.
  public var by: ActorID
  /// Whether the session is there.
  public var isThere = false
  /// The processes of it that live.
  public var survivors: [Int32] = []

  /// Notes a report that is true.
  public init(session: Text, by: ActorID) {
    self.session = session
    self.by = by
  }
}
