/// Why a value that was read cannot be used.
public struct Refusal: Error, Hashable, Sendable {
  /// What is wrong, as a sentence without a full stop.
  public var sentence: String
  /// What to do.
  public var hint: String?

  /// A refusal, with what to do if that is known.
  public init(_ sentence: String, hint: String? = nil) {
    self.sentence = sentence
    self.hint = hint
  }
}
