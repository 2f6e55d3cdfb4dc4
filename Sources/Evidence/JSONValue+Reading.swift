import JSON

extension JSONValue {
  /// Reads one value that makes up the whole of some bytes.
  init(_ bytes: ArraySlice<UInt8>) throws(JSONError) {
    let result: Result<JSONValue, JSONError> = bytes.withUnsafeBufferPointer { bytes in
      var scanner = JSONScanner(bytes)
      do throws(JSONError) {
        let value = try Self.read(&scanner)
        try scanner.finish()
        return .success(value)
      } catch {
        return .failure(error)
      }
    }
    self = try result.get()
  }

  private static func read(_ scanner: inout JSONScanner) throws(JSONError) -> JSONValue {
    switch try scanner.peek() {
    case .boolean: return .boolean(try scanner.boolean())
    case .number: return .integer(try scanner.integer())
    case .string: return .string(try scanner.string().text)
    case .array:
      var items: [JSONValue] = []
      try scanner.array { (scanner: inout JSONScanner) throws(JSONError) in
        items.append(try read(&scanner))
      }
      return .array(items)
    case .object:
      var members: [Member] = []
      try scanner.object { (key: String, scanner: inout JSONScanner) throws(JSONError) in
        members.append(Member(key: key, value: try read(&scanner)))
      }
      return .object(members)
    case .null: throw .shape("expected a value other than null", at: scanner.offset)
    }
  }

  // MARK: - Parts

  /// The value of a key; nil when this is no object, or has no such key.
  subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The text, if it is one.
  var text: String? { if case .string(let text) = self { text } else { nil } }
  /// The number, if it is one.
  var number: Int? { if case .integer(let number) = self { number } else { nil } }
  /// The items of a list; none of anything else.
  var items: [JSONValue] { if case .array(let items) = self { items } else { [] } }
  /// The texts of a list.
  var texts: [String] { items.compactMap(\.text) }
  /// Whether it is `true`.
  var isTrue: Bool { self == .boolean(true) }
}
