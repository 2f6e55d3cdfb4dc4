import JSON
import YAML

/// A piece of a JSON Schema, with its keys in the order in which they are written.
indirect enum SchemaValue: Equatable, Sendable {
  struct Member: Equatable, Sendable {
    var key: String
    var value: SchemaValue
  }

  case null
  case boolean(Bool)
  case integer(Int)
  case string(String)
  case array([SchemaValue])
  case members([Member])

  static func object(_ pairs: KeyValuePairs<String, SchemaValue?>) -> SchemaValue {
    .members(pairs.compactMap { pair in pair.value.map { Member(key: pair.key, value: $0) } })
  }

  /// What a parser of YAML's core schema makes of a node.
  init(_ node: YAMLNode) {
    switch node.content {
    case .scalar(let scalar):
      switch scalar.kind {
      case .null: self = .null
      case .boolean: self = .boolean(scalar.text.lowercased() == "true")
      case .integer: self = Int(scalar.text).map { .integer($0) } ?? .string(scalar.text)
      case .float, .string: self = .string(scalar.text)
      }
    case .sequence(let items):
      self = .array(items.map { SchemaValue($0) })
    case .mapping(let entries):
      self = .members(entries.map { Member(key: $0.key.text, value: SchemaValue($0.value)) })
    }
  }

  /// An object with further members behind its own.
  func adding(_ pairs: KeyValuePairs<String, SchemaValue?>) -> SchemaValue {
    guard case .members(let own) = self, case .members(let added) = Self.object(pairs) else {
      preconditionFailure("\(self) is no object that could have further members")
    }
    return .members(own + added)
  }

  func write(to json: inout JSONWriter, indent: Int = 0) {
    switch self {
    case .null: json.raw("null")
    case .boolean(let value): if value { json.raw("true") } else { json.raw("false") }
    case .integer(let value): json.integer(value)
    case .string(let text): json.string(text)
    case .array(let items) where items.allSatisfy(\.isScalar):
      json.raw("[")
      for (index, item) in items.enumerated() {
        if index > 0 { json.raw(", ") }
        item.write(to: &json)
      }
      json.raw("]")
    case .array(let items):
      json.raw("[")
      for (index, item) in items.enumerated() {
        Self.newLine(index > 0, indent + 1, &json)
        item.write(to: &json, indent: indent + 1)
      }
      Self.newLine(false, indent, &json)
      json.raw("]")
    case .members(let members) where members.isEmpty:
      json.raw("{}")
    case .members(let members):
      json.raw("{")
      for (index, member) in members.enumerated() {
        Self.newLine(index > 0, indent + 1, &json)
        json.string(member.key)
        json.raw(": ")
        member.value.write(to: &json, indent: indent + 1)
      }
      Self.newLine(false, indent, &json)
      json.raw("}")
    }
  }

  private static func newLine(_ hasComma: Bool, _ indent: Int, _ json: inout JSONWriter) {
    if hasComma { json.raw(",") }
    json.raw("\n")
    for _ in 0..<indent { json.raw("  ") }
  }

  private var isScalar: Bool {
    switch self {
    case .array, .members: false
    default: true
    }
  }
}
