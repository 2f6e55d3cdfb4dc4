/// A single value of a document, as it was written: what type it has is for the reader to say.
public struct YAMLScalar: Hashable, Sendable {
  /// The text, with quotes and escapes resolved.
  public var text: String
  /// Whether it stood in quotes or in a block (`|`, `>`), which makes it text for every parser.
  public var isQuoted: Bool

  /// A value from its text.
  public init(_ text: String, isQuoted: Bool = false) {
    self.text = text
    self.isQuoted = isQuoted
  }

  /// What the core schema of YAML 1.2 takes it for.
  public var kind: YAMLKind { isQuoted ? .string : YAMLKind(ofPlain: text) }

  /// Whether it has the same text, to the byte, and the same kind; quotes need not be the same.
  public func isSame(as other: YAMLScalar) -> Bool {
    text.utf8.elementsEqual(other.text.utf8) && kind == other.kind
  }
}
