import Operations
import Simulation

/// A reaction that was handed over: a message to an agent, or something that a person is told.
///
/// The bookkeeper notes one in the event in which the receiver got the message, and none for a
/// message that nobody heard.
public struct DispatchFacts: Hashable, Sendable {
  /// The session that it is about, by its key.
  public var session: Text
  /// What the record calls for, or what the person was told: `ci-failed`, `reaction.agent-stuck`.
  public var reaction: Text
  /// How often the record had come to call for it, this time included: counted from outside, out
  /// of the records as they were written.
  public var incident: UInt64
  /// Which attempt at it this is, for what is repeated on purpose.
  public var attempt = 1
  /// By which the receiver tells a repetition from something new; 0 when it cannot.
  public var number: UInt64 = 0
  /// Whether a person was told, and not an agent.
  public var isForPerson = false
  /// Since when the stored record has not called for it any more; nil while it does.
  public var overtaken: Instant?
  /// Since when what it says has been so in the world without a break, whatever records said.
  public var unchangedSince: Instant
  /// Who handed it over.
  public var by: ActorID

  /// Notes a reaction that the record calls for.
  public init(
    session: Text, reaction: Text, incident: UInt64, unchangedSince: Instant, by: ActorID
  ) {
    self.session = session
    self.reaction = reaction
    self.incident = incident
    self.unchangedSince = unchangedSince
    self.by = by
  }
}
