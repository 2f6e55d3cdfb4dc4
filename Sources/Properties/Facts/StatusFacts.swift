import Operations
import Simulation

/// A status that somebody was shown.
///
/// The bookkeeper notes one in the event in which it was printed or answered.
public struct StatusFacts: Hashable, Sendable {
  /// The session, by its key.
  public var session: Text
  /// The word that was shown.
  public var shown: Text
  /// The word that follows from the record as the reader had read it.
  public var derived: Text
  /// Who showed it.
  public var by: ActorID

  /// Notes what was shown.
  public init(session: Text, shown: Text, derived: Text, by: ActorID) {
    self.session = session
    self.shown = shown
    self.derived = derived
    self.by = by
  }
}
