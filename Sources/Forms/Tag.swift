import YAML

/// A key or word that says which of several things a value is, with the form of what belongs to it.
public struct Tag<Action: Sendable>: Sendable {
  enum Written {
    /// The word alone.
    case bare
    /// The word with a value.
    case valued(YAMLNode)
  }

  let key: String
  private let help: String
  /// What the word alone means, if it may stand alone.
  private let bare: Action?
  private let form: Form<Action>?
  let write: @Sendable (Action) -> Written?

  /// A word that stands alone.
  public static func bare(_ key: String, _ action: Action, help: String) -> Tag
  where Action: Equatable {
    Tag(key: key, help: help, bare: action, form: nil, write: { $0 == action ? .bare : nil })
  }

  /// A word with a value; `part` is nil for what another word says.
  public static func with<Part>(
    _ key: String, _ form: Form<Part>, make: @escaping @Sendable (Part) -> Action,
    part: @escaping @Sendable (Action) -> Part?, help: String
  ) -> Tag {
    Tag(key, form, bare: nil, make, part, help) { .valued(form.node(of: $0)) }
  }

  /// A word with a value, which means `bare` if it stands alone.
  public static func with<Part: Equatable>(
    _ key: String, _ form: Form<Part>, bare: Part, make: @escaping @Sendable (Part) -> Action,
    part: @escaping @Sendable (Action) -> Part?, help: String
  ) -> Tag {
    Tag(key, form, bare: make(bare), make, part, help) {
      $0 == bare ? .bare : .valued(form.node(of: $0))
    }
  }

  private init(
    key: String, help: String, bare: Action?, form: Form<Action>?,
    write: @escaping @Sendable (Action) -> Written?
  ) {
    precondition(YAMLKind(ofPlain: key) == .string, "'\(key)' is no text to YAML")
    self.key = key
    self.help = help
    self.bare = bare
    self.form = form
    self.write = write
  }

  private init<Part>(
    _ key: String, _ form: Form<Part>, bare: Action?, _ make: @escaping @Sendable (Part) -> Action,
    _ part: @escaping @Sendable (Action) -> Part?, _ help: String,
    write: @escaping @Sendable (Part) -> Written
  ) {
    let whole = Form<Action>(form.expectation, form.shapes) { node, diagnostics in
      form.read(node, &diagnostics).map(make)
    } write: { action in
      guard let part = part(action) else { preconditionFailure("'\(key)' is not \(action)") }
      return form.node(of: part)
    } schema: {
      form.describe(&$0)
    }
    self.init(key: key, help: help, bare: bare, form: whole) { action in part(action).map(write) }
  }

  var isBare: Bool { bare != nil }
  var hasForm: Bool { form != nil }

  /// Reads what stands behind the key; nothing does where the word may stand alone.
  func read(
    _ node: YAMLNode, isBareAllowed: Bool, _ diagnostics: inout Diagnostics
  ) -> Action? {
    if let bare, isBareAllowed, case .scalar(let scalar) = node.content, scalar.kind == .null {
      return bare
    }
    if let form { return form.read(node, &diagnostics) }
    diagnostics.add(
      "'\(key)' takes no value, found \(node.words)", at: node.start,
      hint: isBareAllowed ? "leave it empty" : "write '\(key)' alone, without a colon")
    return nil
  }

  /// Reads a word that stands alone.
  static func read(
    word: String, at mark: Mark, among tags: [Tag], _ name: String,
    _ diagnostics: inout Diagnostics
  ) -> Action? {
    if let tag = tags.first(where: { $0.key == word }) {
      if let bare = tag.bare { return bare }
      diagnostics.add("'\(word)' needs a value: write '\(word):' and the value", at: mark)
      return nil
    }
    let keys = tags.map(\.key)
    diagnostics.add(
      "unknown \(name) \(quoted(word))", at: mark,
      hint: Nearest.hint(for: word, among: keys) ?? "it can be \(listed(keys))")
    return nil
  }

  /// What a reference shows of it, from what the schema says of its value.
  func row(_ member: SchemaValue.Member?) -> KeyTable.Row {
    guard let member, hasForm else { return KeyTable.Row(word: key, help: help) }
    var row = KeyTable.Row(member, isRequired: false, help: help)
    if isBare, !row.value.hasPrefix("nothing or ") { row.value = "nothing or " + row.value }
    return row
  }

  func member(isBareAllowed: Bool, _ definitions: inout Definitions) -> SchemaValue.Member {
    let nothing: SchemaValue = .object(["type": .string("null")])
    var schema = form?.describe(&definitions) ?? nothing
    if isBare && isBareAllowed && hasForm {
      schema = .object(["oneOf": .array([nothing, schema])])
    }
    return .init(key: key, value: schema.adding(["description": .string(help)]))
  }
}
