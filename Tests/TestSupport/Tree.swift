/// A JSON value as an independent judge reads it: plain recursion over the grammar of RFC 8259,
/// with nothing in common with the scanner under test.
package indirect enum Tree: Hashable {
  case null
  case boolean(Bool)
  case number(String)
  case string(String)
  case array([Tree])
  case object([Member])

  /// A key and its value.
  package struct Member: Hashable {
    package var key: String
    package var value: Tree

    package init(_ key: String, _ value: Tree) {
      self.key = key
      self.value = value
    }
  }

  /// The value that a text holds, if it is JSON.
  package init?(_ text: some Sequence<UInt8>) {
    guard let string = String(validating: Array(text), as: UTF8.self) else { return nil }
    var parser = TreeParser(Array(string.unicodeScalars))
    guard let tree = parser.document() else { return nil }
    self = tree
  }

  /// The value of the first member of that name.
  package subscript(_ key: String) -> Tree? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The elements, if this is an array.
  package var elements: [Tree]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// The string, if this is one.
  package var text: String? { if case .string(let text) = self { text } else { nil } }

  /// Whether some object in it has two members of the same name.
  package var hasDuplicateKeys: Bool {
    switch self {
    case .object(let members):
      Set(members.map(\.key)).count < members.count
        || members.contains { $0.value.hasDuplicateKeys }
    case .array(let elements): elements.contains { $0.hasDuplicateKeys }
    default: false
    }
  }

  /// The text of this value with all keys sorted.
  package var canonical: String {
    switch self {
    case .null: "null"
    case .boolean(let value): value ? "true" : "false"
    case .number(let text): text
    case .string(let text): Self.quote(text)
    case .array(let elements): "[" + elements.map(\.canonical).joined(separator: ",") + "]"
    case .object(let members):
      "{"
        + members.sorted { Array($0.key.utf8).lexicographicallyPrecedes(Array($1.key.utf8)) }
        .map { Self.quote($0.key) + ":" + $0.value.canonical }.joined(separator: ",") + "}"
    }
  }

  private static func quote(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{8}": result += "\\b"
      case "\u{C}": result += "\\f"
      case "\0"..<" ":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
