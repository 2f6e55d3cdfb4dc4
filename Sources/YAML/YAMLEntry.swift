/// One key of a mapping with its value.
public struct YAMLEntry: Sendable {
  /// The key.
  public var key: YAMLScalar
  /// Where the key begins.
  public var keyStart: Mark
  /// Where the key ends: the place behind its last character.
  public var keyEnd: Mark
  /// The value.
  public var value: YAMLNode

  /// A key with its value.
  public init(
    _ key: YAMLScalar, _ value: YAMLNode, keyStart: Mark = .nowhere, keyEnd: Mark = .nowhere
  ) {
    self.key = key
    self.keyStart = keyStart
    self.keyEnd = keyEnd
    self.value = value
  }

  /// A key that is text, with its value.
  public init(_ key: String, _ value: YAMLNode) {
    self.init(YAMLScalar(key, isQuoted: true), value)
  }
}
