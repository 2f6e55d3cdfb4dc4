/// What one event came to.
public struct Step: Hashable, Sendable {
  /// What was made of the event, and on what evidence.
  public var decision: Decision
  /// Whether the record changed.
  public var changed: Bool
  /// What is to be done outside, in this order.
  public var effects: [Effect]

  /// Whether the event asked for something that was refused.
  public var rejected: Bool { decision.isRejection }
}
