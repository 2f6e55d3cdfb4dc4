/// From when on a failure could not be avoided.
public struct Inevitability: Hashable, Sendable {
  /// The place of the event.
  public var event: Int
  /// How that is known, in one sentence.
  public var words: String

  /// Makes it.
  public init(event: Int, words: String) {
    self.event = event
    self.words = words
  }
}
