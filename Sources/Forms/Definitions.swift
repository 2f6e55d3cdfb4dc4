/// The named parts of a schema, in the order in which they were first needed.
struct Definitions {
  private struct Part {
    let name: String
    let keys: [String]
    var body: SchemaValue?
  }

  private var parts: [Part] = []
  private var keyTables: [KeyTable?] = []

  /// Refers to a named part, and describes it if that has not been done or begun: a part may be
  /// needed within itself.
  mutating func reference(
    _ name: String, keys: [String], body: (inout Definitions) -> SchemaValue
  ) -> SchemaValue {
    if let known = parts.first(where: { $0.name == name }) {
      precondition(
        known.keys == keys,
        "two forms have the name '\(name)': one with \(known.keys), one with \(keys)")
    } else {
      let index = parts.count
      parts.append(Part(name: name, keys: keys))
      keyTables.append(nil)
      parts[index].body = body(&self)
    }
    return .object(["$ref": .string("#/$defs/\(name)")])
  }

  /// Keeps what a reference shows of a part that was begun.
  mutating func show(_ table: KeyTable) {
    guard let index = parts.firstIndex(where: { $0.name == table.name }) else {
      preconditionFailure("'\(table.name)' was not begun")
    }
    keyTables[index] = table
  }

  /// What a reference shows of all parts.
  var tables: [KeyTable] { keyTables.compactMap { $0 } }

  var value: SchemaValue? {
    if parts.isEmpty { return nil }
    return .members(
      parts.compactMap { part in part.body.map { .init(key: part.name, value: $0) } })
  }
}
