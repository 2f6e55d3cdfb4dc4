import YAML

extension Form {
  /// A value with its place.
  public static func located<Inner>(_ form: Form<Inner>) -> Form where Value == Located<Inner> {
    Form(form.expectation, form.shapes) { node, diagnostics in
      form.read(node, &diagnostics).map { Located($0, start: node.start, end: node.end) }
    } write: {
      form.node(of: $0.value)
    } schema: {
      form.describe(&$0)
    }
  }

  /// A list, each item of which has a form.
  public static func list<Item>(
    of form: Form<Item>, count: ClosedRange<Int> = 0...Int.max
  ) -> Form where Value == [Item] {
    let expectation = "a list"
    return Form(expectation, .list) { node, diagnostics in
      guard case .sequence(let items) = node.content else { return nil }
      let isCounted = check(items.count, in: count, "item", at: node.start, &diagnostics)
      var values: [Item] = []
      for item in items {
        if let value = form.read(item, &diagnostics) { values.append(value) }
      }
      return isCounted && values.count == items.count ? values : nil
    } write: { values in
      precondition(count.contains(values.count), "\(values.count) items are not within \(count)")
      return .sequence(values.map(form.writeValue))
    } schema: { definitions in
      .object([
        "type": .string("array"), "items": form.describe(&definitions),
        "minItems": count.lowerBound == 0 ? nil : .integer(count.lowerBound),
        "maxItems": count.upperBound == .max ? nil : .integer(count.upperBound),
      ])
    }
  }

  /// A mapping whose keys are names that the document chooses.
  public static func map<Item>(
    to form: Form<Item>, count: ClosedRange<Int> = 0...Int.max
  ) -> Form where Value == [Named<Item>] {
    Form("a mapping of names", .mapping) { node, diagnostics in
      guard case .mapping(let entries) = node.content else { return nil }
      let isCounted = check(entries.count, in: count, "entry", at: node.start, &diagnostics)
      var values: [Named<Item>] = []
      for entry in entries {
        let name = Name.read(entry.key, at: entry.keyStart, &diagnostics)
        let value = form.read(entry.value, &diagnostics)
        if let name, let value {
          values.append(Named(Located(name, start: entry.keyStart, end: entry.keyEnd), value))
        }
      }
      return isCounted && values.count == entries.count ? values : nil
    } write: { values in
      precondition(count.contains(values.count), "\(values.count) entries are not within \(count)")
      return .mapping(
        values.map { named in
          precondition(Name.isName(named.name.value), "\(quoted(named.name.value)) is not a name")
          return YAMLEntry(named.name.value, form.node(of: named.value))
        })
    } schema: { definitions in
      .object([
        "type": .string("object"), "propertyNames": .object(["pattern": .string(Name.pattern)]),
        "additionalProperties": form.describe(&definitions),
        "minProperties": count.lowerBound == 0 ? nil : .integer(count.lowerBound),
        "maxProperties": count.upperBound == .max ? nil : .integer(count.upperBound),
      ])
    }
  }

  /// A value that is checked or taken further once it was read.
  ///
  /// Of a refusal by `make`, no schema knows.
  public static func converting<Inner>(
    _ form: Form<Inner>, make: @escaping @Sendable (Inner) throws(Refusal) -> Value,
    part: @escaping @Sendable (Value) -> Inner
  ) -> Form {
    Form(form.expectation, form.shapes) { node, diagnostics in
      guard let inner = form.read(node, &diagnostics) else { return nil }
      do throws(Refusal) {
        return try make(inner)
      } catch {
        diagnostics.add(error.sentence, at: node.start, hint: error.hint)
        return nil
      }
    } write: {
      form.node(of: part($0))
    } schema: {
      form.describe(&$0)
    }
  }

  /// A form that is looked at only when it is needed, so that a form can be part of itself.
  ///
  /// Only what has a name in the schema can: a record, a tagged mapping or a choice.
  public static func later(
    _ shapes: Shapes = .mapping, _ expectation: String = "a mapping",
    _ form: @escaping @autoclosure @Sendable () -> Form
  ) -> Form {
    Form(expectation, shapes) { node, diagnostics in
      form().read(node, &diagnostics)
    } write: {
      form().node(of: $0)
    } schema: { definitions in
      let form = form()
      precondition(
        form.shapes == shapes, "\(form.expectation) has other shapes than were said beforehand")
      return form.describe(&definitions)
    }
  }

  /// A value that is written in one of several shapes, such as a name or a record.
  public static func oneOf(_ alternatives: Alternative<Value>...) -> Form {
    var shapes: Shapes = []
    for alternative in alternatives {
      precondition(
        shapes.isDisjoint(with: alternative.shapes),
        "\(alternative.expectation) cannot be told from the alternatives before it")
      shapes.formUnion(alternative.shapes)
    }
    let expectation = alternatives.map(\.expectation).joined(separator: " or ")
    return Form(expectation, shapes) { node, diagnostics in
      alternatives.first { $0.shapes.contains(node.shape) }?.read(node, &diagnostics)
    } write: { value in
      for alternative in alternatives {
        if let node = alternative.write(value) { return node }
      }
      preconditionFailure("no alternative (\(expectation)) can write \(value)")
    } schema: { definitions in
      .object(["oneOf": .array(alternatives.map { $0.describe(&definitions) })])
    }
  }
}

/// Whether there are as many as there should be; if not, that is added.
private func check(
  _ found: Int, in range: ClosedRange<Int>, _ what: String, at mark: Mark,
  _ diagnostics: inout Diagnostics
) -> Bool {
  if range.contains(found) { return true }
  func counted(_ number: Int) -> String {
    "\(number) " + (number == 1 ? what : what == "entry" ? "entries" : what + "s")
  }
  let bound =
    found < range.lowerBound
    ? "at least \(counted(range.lowerBound))" : "at most \(counted(range.upperBound))"
  diagnostics.add("expected \(bound), found \(found == 0 ? "none" : String(found))", at: mark)
  return false
}
