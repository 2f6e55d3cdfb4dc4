import JSON

/// A piece of JSON as a value: what evidence is written in, and read again.
enum JSONValue: Hashable, Sendable {
  case boolean(Bool)
  case integer(Int)
  case string(String)
  case array([JSONValue])
  case object([Member])

  /// A key and its value; their order is kept.
  struct Member: Hashable, Sendable {
    var key: String
    var value: JSONValue
  }

  /// An object of what is there of some members.
  static func members(_ members: [(String, JSONValue?)]) -> JSONValue {
    .object(members.compactMap { key, value in value.map { Member(key: key, value: $0) } })
  }

  /// A list of texts; nil when there are none.
  static func some(_ texts: [String]) -> JSONValue? {
    texts.isEmpty ? nil : .array(texts.map { .string($0) })
  }

  // MARK: - Writing

  /// The value in one line, and the end of that line.
  var line: String { text(indent: nil) + "\n" }

  /// The value over several lines, for people, and the end of the last.
  var page: String { text(indent: 0) + "\n" }

  private func text(indent: Int?) -> String {
    var writer = JSONWriter()
    write(to: &writer, indent: indent)
    return writer.withBytes { String(decoding: $0, as: UTF8.self) }
  }

  private func write(to writer: inout JSONWriter, indent: Int?) {
    switch self {
    case .boolean(let value): writer.boolean(value)
    case .integer(let value): writer.integer(value)
    case .string(let text): writer.string(text)
    case .array(let items):
      // What holds nothing but scalars stands in one line.
      let inner = items.contains(where: \.isNested) ? indent.map { $0 + 1 } : nil
      writer.raw("[")
      for (place, item) in items.enumerated() {
        if place > 0 { writer.raw(inner == nil && indent != nil ? ", " : ",") }
        Self.breakLine(inner, &writer)
        item.write(to: &writer, indent: inner)
      }
      if inner != nil { Self.breakLine(indent, &writer) }
      writer.raw("]")
    case .object(let members):
      let inner = members.isEmpty ? nil : indent.map { $0 + 1 }
      writer.raw("{")
      for (place, member) in members.enumerated() {
        if place > 0 { writer.raw(",") }
        Self.breakLine(inner, &writer)
        writer.string(member.key)
        writer.raw(inner == nil ? ":" : ": ")
        member.value.write(to: &writer, indent: inner)
      }
      if inner != nil { Self.breakLine(indent, &writer) }
      writer.raw("}")
    }
  }

  private var isNested: Bool {
    switch self {
    case .array, .object: true
    case .boolean, .integer, .string: false
    }
  }

  private static func breakLine(_ indent: Int?, _ writer: inout JSONWriter) {
    guard let indent else { return }
    writer.raw("\n")
    for _ in 0..<indent { writer.raw("  ") }
  }
}
