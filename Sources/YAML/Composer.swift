internal import CYAML

/// Puts the events of a parser together to a tree.
///
/// Nothing recurses: what is open stands on a stack, which is as deep as documents may be.
struct Composer {
  /// A node with what counts against the limits.
  private struct Measured {
    var node: YAMLNode
    /// Lists and mappings inside one another, itself included.
    var height: Int
    /// Nodes, itself and keys included.
    var count: Int
  }

  /// A list or mapping whose end has not come yet.
  private struct Open {
    let start: Mark
    let anchor: String?
    let isMapping: Bool
    let isFlow: Bool
    var items: [YAMLNode] = []
    var entries: [YAMLEntry] = []
    var key: (scalar: YAMLScalar, start: Mark, end: Mark)?
    var places: [String: Mark] = [:]  // lookup only
    var height = 1
    var count = 1
  }

  private var open: [Open] = []
  private var anchors: [String: Measured?] = [:]  // lookup only
  private var count = 0
  private var hasDocument = false
  /// The document, once it is complete.
  private(set) var root: YAMLNode?

  mutating func take(_ event: yaml_event_t) throws(YAMLError) {
    let start = Mark(event.start_mark)
    switch event.type {
    case YAML_DOCUMENT_START_EVENT:
      if hasDocument { throw YAMLError("a second document begins here; one is read", at: start) }
      hasDocument = true
      let tags = event.data.document_start.tag_directives
      if tags.start != tags.end { throw Self.tagError(at: start) }
    case YAML_SCALAR_EVENT:
      try takeScalar(event, start: start)
    case YAML_ALIAS_EVENT:
      try takeAlias(event, start: start)
    case YAML_SEQUENCE_START_EVENT:
      let data = event.data.sequence_start
      if data.tag != nil { throw Self.tagError(at: start) }
      try begin(
        Open(
          start: start, anchor: text(data.anchor), isMapping: false,
          isFlow: data.style == YAML_FLOW_SEQUENCE_STYLE))
    case YAML_MAPPING_START_EVENT:
      let data = event.data.mapping_start
      if data.tag != nil { throw Self.tagError(at: start) }
      try begin(
        Open(
          start: start, anchor: text(data.anchor), isMapping: true,
          isFlow: data.style == YAML_FLOW_MAPPING_STYLE))
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
      try end(at: Mark(event.end_mark))
    default:
      break
    }
  }

  private static func tagError(at mark: Mark) -> YAMLError {
    YAMLError("tags are not supported; the type follows from the key", at: mark)
  }

  private func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    pointer.map { String(cString: $0) }
  }

  // MARK: Scalars and aliases

  private mutating func takeScalar(_ event: yaml_event_t, start: Mark) throws(YAMLError) {
    let data = event.data.scalar
    if data.tag != nil { throw Self.tagError(at: start) }
    let bytes = UnsafeBufferPointer(start: data.value, count: data.length)
    let scalar = YAMLScalar(
      String(decoding: bytes, as: UTF8.self), isQuoted: data.style != YAML_PLAIN_SCALAR_STYLE)
    let node = YAMLNode(.scalar(scalar), start: start, end: Mark(event.end_mark))
    let measured = Measured(node: node, height: 0, count: 1)
    if let anchor = text(data.anchor) { anchors[anchor] = .some(measured) }
    try add(measured)
  }

  private mutating func takeAlias(_ event: yaml_event_t, start: Mark) throws(YAMLError) {
    let name = text(event.data.alias.anchor) ?? ""
    guard let known = anchors[name] else {
      throw YAMLError("nothing before this place has the anchor \(quoted(name))", at: start)
    }
    guard var measured = known else {
      throw YAMLError("the alias \(quoted(name)) stands inside what it names", at: start)
    }
    measured.node.start = start
    measured.node.end = Mark(event.end_mark)
    if open.count + measured.height > YAMLLimits.depthMax { throw Self.depthError(at: start) }
    try add(measured)
  }

  // MARK: Lists and mappings

  private static func depthError(at mark: Mark) -> YAMLError {
    YAMLError("more than \(YAMLLimits.depthMax) lists and mappings inside one another", at: mark)
  }

  private mutating func begin(_ collection: Open) throws(YAMLError) {
    if let parent = open.last, parent.isMapping, parent.key == nil {
      throw Self.keyError(at: collection.start)
    }
    if open.count == YAMLLimits.depthMax { throw Self.depthError(at: collection.start) }
    try countNodes(1, at: collection.start)
    // Until it is complete, an alias to it stands inside itself.
    if let anchor = collection.anchor { anchors[anchor] = .some(nil) }
    open.append(collection)
  }

  private mutating func end(at mark: Mark) throws(YAMLError) {
    guard let closed = open.popLast() else { return }
    // The parser lets a block end where the next thing begins, beyond blank lines and comments.
    let last = closed.isMapping ? closed.entries.last?.value.end : closed.items.last?.end
    let node = YAMLNode(
      closed.isMapping ? .mapping(closed.entries) : .sequence(closed.items), start: closed.start,
      end: closed.isFlow ? mark : last ?? mark, layout: closed.isFlow ? .flow : .block)
    let measured = Measured(node: node, height: closed.height, count: closed.count)
    if let anchor = closed.anchor { anchors[anchor] = .some(measured) }
    place(measured)
  }

  private mutating func countNodes(_ added: Int, at mark: Mark) throws(YAMLError) {
    count += added
    guard count <= YAMLLimits.nodesMax else {
      throw YAMLError(
        "the document has more than \(YAMLLimits.nodesMax) values, aliases written out", at: mark)
    }
  }

  /// Adds a node that begins and ends here.
  private mutating func add(_ measured: Measured) throws(YAMLError) {
    try countNodes(measured.count, at: measured.node.start)
    guard let parent = open.last, parent.isMapping, parent.key == nil else {
      return place(measured)
    }
    try takeKey(measured.node)
  }

  /// Puts a complete node where it belongs: into what is open, or at the root.
  private mutating func place(_ measured: Measured) {
    let top = open.count - 1
    guard top >= 0 else {
      root = measured.node
      return
    }
    open[top].height = max(open[top].height, measured.height + 1)
    open[top].count += measured.count
    if let key = open[top].key {
      open[top].entries.append(
        YAMLEntry(key.scalar, measured.node, keyStart: key.start, keyEnd: key.end))
      open[top].key = nil
    } else {
      open[top].items.append(measured.node)
    }
  }

  // MARK: Keys

  private static func keyError(at mark: Mark) -> YAMLError {
    YAMLError("a list or mapping cannot be a key; a key is a single word or text", at: mark)
  }

  private mutating func takeKey(_ node: YAMLNode) throws(YAMLError) {
    guard case .scalar(let scalar) = node.content else { throw Self.keyError(at: node.start) }
    if !scalar.isQuoted {
      if scalar.text.isEmpty { throw YAMLError("a key is missing here", at: node.start) }
      if scalar.text == "<<" {
        throw YAMLError("merge keys (<<) are not supported; write the keys out", at: node.start)
      }
    }
    let top = open.count - 1
    if let first = open[top].places.updateValue(node.start, forKey: scalar.text) {
      throw YAMLError(
        "the key \(quoted(scalar.text)) stands twice in one mapping; "
          + "it stands first at line \(first.line), column \(first.column)", at: node.start)
    }
    open[top].count += 1
    open[top].key = (scalar, node.start, node.end)
  }
}

extension Mark {
  /// The place that the parser counts from 0.
  init(_ mark: yaml_mark_t) { self.init(line: Int(mark.line) + 1, column: Int(mark.column) + 1) }
}
