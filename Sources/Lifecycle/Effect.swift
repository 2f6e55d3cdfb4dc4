/// Something to be done outside, because the record has come to call for it.
public enum Effect: Hashable, Sendable {
  /// Tell the user.
  case notify(Notice)
  /// Send the agent something to work on.
  case send(Delivery)

  /// The reaction that this effect is part of.
  public var reaction: Reaction {
    switch self {
    case .notify(let notice): notice.reaction
    case .send(let delivery): delivery.reaction
    }
  }

  /// Which of the session's reactions, counted from the first, this effect belongs to.
  var turn: UInt64 {
    switch self {
    case .notify(let notice): notice.turn
    case .send(let delivery): delivery.turn
    }
  }
}

/// A message to the user.
public struct Notice: Hashable, Sendable {
  /// The reaction that it is about.
  public var reaction: Reaction
  /// Whether it says that sending to the agent was not enough.
  public var isEscalation: Bool
  /// How much it presses.
  public var priority: Priority
  let turn: UInt64

  /// The name of the event that the user is told of.
  public var event: String {
    isEscalation ? "reaction.escalated" : "reaction.\(reaction.word)"
  }
}

/// A message to the agent, as one attempt of its reaction.
///
/// A delivery that fails is handed back to the state (`deliveryFailed`), and does not count then.
public struct Delivery: Hashable, Sendable {
  /// The reaction that it is part of.
  public var reaction: Reaction
  /// Whether the end of the failing check's log goes with it.
  public var withLog: Bool
  let turn: UInt64
}
