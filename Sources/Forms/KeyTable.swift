/// The keys of one mapping, or the words of one choice, as a reference shows them.
public struct KeyTable: Hashable, Sendable {
  /// What errors and the schema call it.
  public var name: String
  /// What it is.
  public var help: String
  /// Its keys or words, in the order in which they were declared.
  public var rows: [Row]

  /// One key or word.
  public struct Row: Hashable, Sendable {
    /// The key.
    public var key: String
    /// What can stand there, as Markdown with links to the tables of other parts.
    public var value: String
    /// What holds if the key is left out, as it is written; nil if nothing does.
    public var usual: String?
    /// Whether it may not be left out.
    public var isRequired: Bool
    /// What it means.
    public var help: String
  }

  /// The anchor of its heading.
  public var anchor: String { Self.anchor(of: name) }

  static func anchor(of name: String) -> String {
    var anchor = ""
    for scalar in name.lowercased().unicodeScalars {
      switch scalar {
      case " ": anchor += "-"
      case "a"..."z", "0"..."9", "-": anchor.unicodeScalars.append(scalar)
      default: break
      }
    }
    return anchor
  }
}

extension Form {
  /// Every mapping with known keys and every choice that is part of this form, itself first, each
  /// with its keys and what they mean.
  public var keyTables: [KeyTable] {
    var definitions = Definitions()
    _ = describe(&definitions)
    return definitions.tables
  }
}

extension KeyTable.Row {
  /// The row of a key of a record, from what the schema says of it.
  init(_ member: SchemaValue.Member, isRequired: Bool, help: String) {
    self.init(
      key: member.key, value: member.value.words, usual: member.value["default"]?.inLine,
      isRequired: isRequired, help: help)
  }

  /// The row of a word that stands alone.
  init(word: String, help: String) {
    self.init(key: word, value: "", usual: nil, isRequired: false, help: help)
  }
}

extension SchemaValue {
  /// The words of an enumeration are named as a whole rather than listed when there are more.
  private static var wordsMax: Int { 10 }

  fileprivate subscript(key: String) -> SchemaValue? {
    guard case .members(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// What can stand where this is the schema.
  fileprivate var words: String {
    let title: String? = if case .string(let title)? = self["title"] { title } else { nil }
    if case .string(let path)? = self["$ref"] {
      let name = String(path.dropFirst("#/$defs/".count))
      return "[\(name)](#\(KeyTable.anchor(of: name)))"
    }
    if case .array(let words)? = self["enum"] {
      if let title, words.count > Self.wordsMax { return title }
      return words.map(\.inLine).joined(separator: ", ")
    }
    if let title { return title == Durations.expectation ? "duration" : title }
    if case .array(let parts)? = self["oneOf"] {
      return parts.map(\.words).joined(separator: " or ")
    }
    guard case .string(let type)? = self["type"] else { return "text" }
    switch type {
    case "null": return "nothing"
    case "boolean": return "`true` or `false`"
    case "integer":
      return "\(self["minimum"]?.inLine ?? "") to \(self["maximum"]?.inLine ?? "")"
    case "array": return "list: \(self["items"]?.words ?? "")"
    case "object": return "names, each with: \(self["additionalProperties"]?.words ?? "")"
    default: return "name"
    }
  }

  /// The value on one line, as code.
  fileprivate var inLine: String { "`\(plain)`" }

  private var plain: String {
    switch self {
    case .null: "null"
    case .boolean(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .string(let text): text.isEmpty ? "\"\"" : text
    case .array(let items): "[" + items.map(\.plain).joined(separator: ", ") + "]"
    case .members(let members) where members.isEmpty: "{}"
    case .members(let members):
      "{ " + members.map { "\($0.key): \($0.value.plain)" }.joined(separator: ", ") + " }"
    }
  }
}
