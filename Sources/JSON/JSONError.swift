/// What is wrong with a text, and where.
public struct JSONError: Error, Hashable, Sendable {
  /// Where the text is wrong: the offset, in bytes, of what was found there.
  public var offset: Int
  /// What is wrong, as a sentence without a full stop.
  public var sentence: String
  /// Whether the text is not JSON at all, rather than JSON of another shape than was asked for.
  public var isSyntax: Bool

  /// A fault of the text itself.
  @inline(never)
  public static func syntax(_ sentence: String, at offset: Int) -> JSONError {
    JSONError(offset: offset, sentence: sentence, isSyntax: true)
  }

  /// A fault of what the text says.
  @inline(never)
  public static func shape(_ sentence: String, at offset: Int) -> JSONError {
    JSONError(offset: offset, sentence: sentence, isSyntax: false)
  }
}
