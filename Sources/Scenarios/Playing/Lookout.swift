import Properties
import SimulatedWorld

/// Whoever looks at a run after each event beside the properties, and judges nothing.
public protocol Lookout: Sendable {
  /// Looks at what is so; the entries of the account are those of this event alone.
  mutating func look(_ account: borrowing Account, _ world: borrowing World)
}
