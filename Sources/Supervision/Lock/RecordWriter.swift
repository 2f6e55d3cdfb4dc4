import JSON
import Operations

/// Writes a record: one JSON object, its fields in the order in which they are added.
struct RecordWriter: ~Copyable {
  private var json = JSONWriter(capacity: 512)
  private var isFirst = true

  init() {
    json.byte(UInt8(ascii: "{"))
  }

  mutating func field(_ key: StaticString, _ value: Text, _ texts: borrowing Texts) {
    begin(key)
    texts.withBytes(value) { json.string(utf8: $0) }
  }

  mutating func field(_ key: StaticString, _ value: StaticString) {
    begin(key)
    json.byte(UInt8(ascii: "\""))
    json.raw(value)
    json.byte(UInt8(ascii: "\""))
  }

  mutating func field(_ key: StaticString, _ value: Int) {
    begin(key)
    json.integer(value)
  }

  mutating func field(_ key: StaticString, _ value: Bool) {
    begin(key)
    json.raw(value ? "true" : "false")
  }

  /// Adds a number that readers of JSON would round: in quotes, as decimal digits.
  mutating func field(_ key: StaticString, wide value: UInt64) {
    begin(key)
    json.string(String(value))
  }

  mutating func null(_ key: StaticString) {
    begin(key)
    json.raw("null")
  }

  /// Begins an object as a value; `endObject` ends it.
  mutating func beginObject(_ key: StaticString) {
    begin(key)
    json.byte(UInt8(ascii: "{"))
    isFirst = true
  }

  mutating func endObject() {
    json.byte(UInt8(ascii: "}"))
    isFirst = false
  }

  /// Ends the record, with a line feed.
  consuming func finish(_ texts: inout Texts) -> Text {
    json.raw("}\n")
    return json.withBytes { texts.text($0) }
  }

  private mutating func begin(_ key: StaticString) {
    if !isFirst { json.byte(UInt8(ascii: ",")) }
    isFirst = false
    json.byte(UInt8(ascii: "\""))
    json.raw(key)
    json.raw("\":")
  }
}
