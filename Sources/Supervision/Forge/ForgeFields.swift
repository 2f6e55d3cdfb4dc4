import JSON
import Operations

/// A flat JSON object that is being written: every value is a string.
struct ForgeObject {
  private var bytes: [UInt8] = []

  /// Adds a text.
  mutating func add(_ name: StaticString, _ value: Text, _ texts: borrowing Texts) {
    add(name, texts.string(value))
  }

  /// Adds a number.
  mutating func add(_ name: StaticString, _ value: UInt64) {
    add(name, String(value))
  }

  /// Adds an identity.
  mutating func add(_ name: StaticString, _ value: ProcessIdentity) {
    add(
      name,
      "\(value.boot) \(value.namespace) \(value.pid) \(value.startTick) \(value.nonce)")
  }

  private mutating func add(_ name: StaticString, _ value: String) {
    var writer = JSONWriter(capacity: 128)
    writer.byte(UInt8(ascii: bytes.isEmpty ? "{" : ","))
    writer.string("\(name)")
    writer.byte(UInt8(ascii: ":"))
    writer.string(value)
    writer.withBytes { bytes.append(contentsOf: $0) }
  }

  /// The object as a text.
  mutating func text(_ emit: inout Emitter) -> Text {
    bytes.append(contentsOf: bytes.isEmpty ? "{}".utf8 : "}".utf8)
    return bytes.withUnsafeBufferPointer { emit.texts.text($0) }
  }
}

/// The fields of a flat JSON object whose values are strings.
struct ForgeFields {
  private var fields: [(name: String, value: String)] = []

  /// Reads an object; nil when it is none, or one of another shape.
  init?(_ text: Text, _ texts: borrowing Texts) {
    guard let fields = texts.withBytes(text, Self.read) else { return nil }
    self.fields = fields
  }

  private static func read(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> [(name: String, value: String)]? {
    var scanner = JSONScanner(bytes)
    var fields: [(name: String, value: String)] = []
    do throws(JSONError) {
      try scanner.beginObject()
      var isFirst = true
      while let name = try scanner.nextKey(isFirst: &isFirst) {
        let value = try scanner.string()
        fields.append((name.text, value.text))
      }
      try scanner.finish()
    } catch {
      return nil
    }
    return fields
  }

  /// A field as it stands.
  func string(_ name: String) -> String? {
    fields.first { $0.name == name }?.value
  }

  /// A field as a text.
  func text(_ name: String, _ emit: inout Emitter) -> Text? {
    string(name).map { emit.texts.text($0) }
  }

  /// A field as a number.
  func number(_ name: String) -> UInt64? {
    string(name).flatMap { UInt64($0) }
  }

  /// A field as an identity.
  func identity(_ name: String) -> ProcessIdentity? {
    guard let parts = string(name)?.split(separator: " "), parts.count == 5,
      let boot = UInt32(parts[0]), let namespace = UInt32(parts[1]), let pid = Int32(parts[2]),
      let tick = Int64(parts[3]), let nonce = UInt64(parts[4])
    else { return nil }
    return ProcessIdentity(
      boot: boot, namespace: namespace, pid: pid, startTick: tick, nonce: nonce)
  }
}
