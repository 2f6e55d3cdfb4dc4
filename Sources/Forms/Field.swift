import YAML

/// A key of a record, with the form of its value and the part of the record that it holds.
public struct Field<Record: Sendable, Part: Sendable>: Sendable {
  let facts: FieldFacts
  let read: @Sendable (YAMLNode, inout Diagnostics) -> Part?
  /// The part if the key is not there; nil if it has to be.
  let absent: Part?
  let write: @Sendable (Record) -> YAMLNode?

  /// A key that has to be there.
  public static func required(
    _ key: String, _ form: Form<Part>, _ part: @escaping @Sendable (Record) -> Part, help: String
  ) -> Field {
    Field(
      facts: FieldFacts(key, help, isRequired: true, form.describe), read: form.read,
      absent: nil, write: { form.node(of: part($0)) })
  }

  /// A key that may be left out.
  public static func optional<Wrapped>(
    _ key: String, _ form: Form<Wrapped>, _ part: @escaping @Sendable (Record) -> Wrapped?,
    help: String
  ) -> Field where Part == Wrapped? {
    Field(
      facts: FieldFacts(key, help, isRequired: false, form.describe),
      read: { node, diagnostics in form.read(node, &diagnostics).map { .some($0) } },
      absent: .some(nil), write: { part($0).map(form.writeValue) })
  }

  /// A key that may be left out and then has a value all the same; it is written only if it has
  /// another.
  public static func defaulted(
    _ key: String, _ form: Form<Part>, _ part: @escaping @Sendable (Record) -> Part,
    _ value: Part, help: String
  ) -> Field where Part: Equatable {
    let facts = FieldFacts(key, help, isRequired: false) { definitions in
      form.describe(&definitions).adding(["default": SchemaValue(form.node(of: value))])
    }
    return Field(
      facts: facts, read: form.read, absent: value,
      write: { part($0) == value ? nil : form.node(of: part($0)) })
  }

  /// The part that some entries hold.
  func read(from entries: [YAMLEntry], _ diagnostics: inout Diagnostics) -> Part? {
    guard let entry = entries.first(where: { $0.key.text == facts.key }) else { return absent }
    return read(entry.value, &diagnostics)
  }

  func entry(of record: Record) -> YAMLEntry? { write(record).map { YAMLEntry(facts.key, $0) } }
}
