/// How likely a failure was once an event had happened.
public struct Odds: Hashable, Sendable {
  /// The place of the event.
  public var event: Int
  /// How many continuations fail.
  public var failing: Int
  /// Of how many.
  public var of: Int

  /// Makes them.
  public init(event: Int, failing: Int, of: Int) {
    self.event = event
    self.failing = failing
    self.of = of
  }
}
