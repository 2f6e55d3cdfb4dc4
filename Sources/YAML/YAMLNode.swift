/// A value of a document with its place: a scalar, a list of nodes, or a mapping of keys to nodes.
public struct YAMLNode: Sendable {
  /// What a node is.
  public enum Content: Sendable {
    /// A single value.
    case scalar(YAMLScalar)
    /// A list.
    case sequence([YAMLNode])
    /// Keys with their values, in the order in which they were written.
    case mapping([YAMLEntry])
  }

  /// What it is.
  public var content: Content
  /// Where it begins; of an alias, where the alias stands.
  public var start: Mark
  /// Where it ends: the place behind its last character.
  public var end: Mark
  /// How it is laid out, if it is a list or mapping.
  public var layout: YAMLLayout

  /// A node.
  public init(
    _ content: Content, start: Mark = .nowhere, end: Mark = .nowhere,
    layout: YAMLLayout = .automatic
  ) {
    self.content = content
    self.start = start
    self.end = end
    self.layout = layout
  }

  /// A scalar that is text for every parser; the writer sets quotes if it needs them.
  public static func text(_ text: String) -> YAMLNode {
    YAMLNode(.scalar(YAMLScalar(text, isQuoted: true)))
  }

  /// A scalar that stands without quotes, such as a number, `true`, or nothing at all.
  public static func plain(_ text: String) -> YAMLNode { YAMLNode(.scalar(YAMLScalar(text))) }

  /// A list.
  public static func sequence(_ items: [YAMLNode], layout: YAMLLayout = .automatic) -> YAMLNode {
    YAMLNode(.sequence(items), layout: layout)
  }

  /// A mapping.
  public static func mapping(_ entries: [YAMLEntry], layout: YAMLLayout = .automatic) -> YAMLNode {
    YAMLNode(.mapping(entries), layout: layout)
  }

  /// Whether it says the same, wherever it stands and however it is laid out and quoted.
  public func isSame(as other: YAMLNode) -> Bool {
    switch (content, other.content) {
    case (.scalar(let left), .scalar(let right)):
      left.isSame(as: right)
    case (.sequence(let left), .sequence(let right)):
      left.elementsEqual(right) { $0.isSame(as: $1) }
    case (.mapping(let left), .mapping(let right)):
      left.elementsEqual(right) { $0.key.isSame(as: $1.key) && $0.value.isSame(as: $1.value) }
    default:
      false
    }
  }
}
