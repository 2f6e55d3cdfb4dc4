import YAML

extension Form {
  /// A mapping with known keys: every field is declared once, and `make` puts them together.
  ///
  /// The name is what errors and the schema call it; it is the form's own.
  public static func record<each Part: Sendable>(
    _ name: String, help: String, _ fields: repeat Field<Value, each Part>,
    make: @escaping @Sendable (repeat each Part) -> Value
  ) -> Form {
    var facts: [FieldFacts] = []
    for field in repeat each fields { facts.append(field.facts) }
    let keys = Keys(of: name, facts.map(\.key), tags: [])
    let known = facts
    return Form(article(name), .mapping) { node, diagnostics in
      guard case .mapping(let entries) = node.content else { return nil }
      let isKnown = keys.check(entries, fields: known, at: node.start, &diagnostics)
      let parts = (repeat (each fields).read(from: entries, &diagnostics))
      guard isKnown else { return nil }
      do throws(Absence) {
        return make(repeat try present(each parts))
      } catch {
        return nil
      }
    } write: { value in
      var entries: [YAMLEntry] = []
      for field in repeat each fields {
        if let entry = field.entry(of: value) { entries.append(entry) }
      }
      return .mapping(entries)
    } schema: { definitions in
      definitions.reference(name, keys: keys.all) { definitions in
        let members = known.map { $0.member(&definitions) }
        definitions.show(KeyTable(name: name, help: help, rows: rows(known, members)))
        return .object([
          "description": .string(help), "type": .string("object"),
          "properties": .members(members),
          "required": required(known), "additionalProperties": .boolean(false),
        ])
      }
    }
  }

  /// A mapping with some known keys and exactly one of several others, which says what it is: a
  /// step has a time, and one action.
  public static func tagged<Action: Sendable, each Part: Sendable>(
    _ name: String, help: String, _ fields: repeat Field<Value, each Part>,
    action: @escaping @Sendable (Value) -> Action, _ tags: [Tag<Action>],
    make: @escaping @Sendable (Action, repeat each Part) -> Value
  ) -> Form {
    var facts: [FieldFacts] = []
    for field in repeat each fields { facts.append(field.facts) }
    let keys = Keys(of: name, facts.map(\.key), tags: tags.map(\.key))
    let known = facts
    return Form(article(name), .mapping) { node, diagnostics in
      guard case .mapping(let entries) = node.content else { return nil }
      let isKnown = keys.check(entries, fields: known, at: node.start, &diagnostics)
      let parts = (repeat (each fields).read(from: entries, &diagnostics))
      var found: Action?
      for entry in entries {
        guard let tag = tags.first(where: { $0.key == entry.key.text }) else { continue }
        found = tag.read(entry.value, isBareAllowed: true, &diagnostics)
      }
      guard isKnown, let found else { return nil }
      do throws(Absence) {
        return make(found, repeat try present(each parts))
      } catch {
        return nil
      }
    } write: { value in
      var entries: [YAMLEntry] = []
      for field in repeat each fields {
        if let entry = field.entry(of: value) { entries.append(entry) }
      }
      let (tag, node) = written(action(value), by: tags, in: name)
      entries.append(YAMLEntry(tag, node ?? .plain("")))
      return .mapping(entries, layout: .block)
    } schema: { definitions in
      definitions.reference(name, keys: keys.all) { definitions in
        let common = known.map { $0.member(&definitions) }
        let actions = tags.map { $0.member(isBareAllowed: true, &definitions) }
        let own = zip(tags, actions).map { $0.row($1) }
        definitions.show(KeyTable(name: name, help: help, rows: rows(known, common) + own))
        return .object([
          "description": .string(help), "type": .string("object"),
          "properties": .members(common + actions), "required": required(known),
          "additionalProperties": .boolean(false),
          "oneOf": .array(tags.map { .object(["required": .array([.string($0.key)])]) }),
        ])
      }
    }
  }

  /// One of several words, alone or, if it has a value, as the only key of a mapping:
  /// `one-runner-per-root` or `count: { of: sessions, is: 1 }`.
  public static func choice(_ name: String, help: String, _ tags: [Tag<Value>]) -> Form {
    let keys = Keys(of: name, [], tags: tags.map(\.key))
    let bare = tags.filter(\.isBare).map(\.key)
    let isValued = tags.contains(where: \.hasForm)
    let shapes: Shapes = bare.isEmpty ? .mapping : isValued ? [.scalar, .mapping] : .scalar
    return Form(article(name), shapes) { node, diagnostics in
      switch node.content {
      case .scalar(let scalar):
        return Tag.read(word: scalar.text, at: node.start, among: tags, name, &diagnostics)
      case .mapping(let entries):
        guard keys.check(entries, fields: [], at: node.start, &diagnostics),
          let entry = entries.first, let tag = tags.first(where: { $0.key == entry.key.text })
        else { return nil }
        return tag.read(entry.value, isBareAllowed: false, &diagnostics)
      case .sequence: return nil
      }
    } write: { value in
      let (tag, node) = written(value, by: tags, in: name)
      return node.map { .mapping([YAMLEntry(tag, $0)], layout: .block) } ?? .text(tag)
    } schema: { definitions in
      definitions.reference(name, keys: keys.all) { definitions in
        let words: SchemaValue = .object(["enum": .array(bare.map { .string($0) })])
        let valued = tags.filter(\.hasForm)
        let members = valued.map { $0.member(isBareAllowed: false, &definitions) }
        let rows = tags.map { tag in tag.row(members.first { $0.key == tag.key }) }
        definitions.show(KeyTable(name: name, help: help, rows: rows))
        let mapping: SchemaValue = .object([
          "type": .string("object"), "properties": .members(members),
          "additionalProperties": .boolean(false), "minProperties": .integer(1),
          "maxProperties": .integer(1),
        ])
        let shapes = (bare.isEmpty ? [] : [words]) + (valued.isEmpty ? [] : [mapping])
        return .object(["description": .string(help), "oneOf": .array(shapes)])
      }
    }
  }
}

/// That a part of a record was wrong, which has been said already.
private struct Absence: Error {}

private func present<Part>(_ part: Part?) throws(Absence) -> Part {
  guard let part else { throw Absence() }
  return part
}

private func required(_ fields: [FieldFacts]) -> SchemaValue? {
  let keys = fields.filter(\.isRequired).map { SchemaValue.string($0.key) }
  return keys.isEmpty ? nil : .array(keys)
}

private func rows(_ fields: [FieldFacts], _ members: [SchemaValue.Member]) -> [KeyTable.Row] {
  zip(fields, members).map { KeyTable.Row($1, isRequired: $0.isRequired, help: $0.help) }
}

private func written<Action>(
  _ action: Action, by tags: [Tag<Action>], in name: String
) -> (key: String, node: YAMLNode?) {
  for tag in tags {
    switch tag.write(action) {
    case .bare: return (tag.key, nil)
    case .valued(let node): return (tag.key, node)
    case nil: continue
    }
  }
  preconditionFailure("no tag of '\(name)' can write \(action)")
}

private func article(_ name: String) -> String {
  (["a", "e", "i", "o", "u"].contains(name.first) ? "an " : "a ") + name
}
