/// Why a text is not a document, and where.
public struct YAMLError: Error, Hashable, Sendable {
  /// Where the text is wrong.
  public var mark: Mark
  /// What is wrong, as a sentence without a full stop.
  public var sentence: String

  /// An error at a place.
  public init(_ sentence: String, at mark: Mark) {
    self.mark = mark
    self.sentence = sentence
  }
}
