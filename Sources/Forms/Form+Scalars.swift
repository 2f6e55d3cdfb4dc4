import YAML

extension Form {
  /// A scalar that this reads; the closure has said what is wrong if it returns nil.
  static func scalar(
    _ expectation: String, schema: SchemaValue,
    read: @escaping @Sendable (YAMLScalar, YAMLNode, inout Diagnostics) -> Value?,
    write: @escaping @Sendable (Value) -> YAMLNode
  ) -> Form {
    Form(expectation, .scalar) { node, diagnostics in
      guard case .scalar(let scalar) = node.content else { return nil }
      return read(scalar, node, &diagnostics)
    } write: {
      write($0)
    } schema: { _ in
      schema
    }
  }

  /// A scalar with a notation of its own, such as `40s..60s`: text that a pattern describes, which
  /// is anchored at both ends, and that `read` understands.
  ///
  /// With `integers`, a plain whole number may stand there too, if `read` takes it; the same in
  /// quotes is a text, and no number. What is refused gets the hint that is found for it.
  public static func scalar(
    _ expectation: String, pattern: String, integers: ClosedRange<Int>? = nil,
    hint: @escaping @Sendable (String) -> String? = { _ in nil },
    read: @escaping @Sendable (String) -> Value?, write: @escaping @Sendable (Value) -> String
  ) -> Form {
    let title = SchemaValue.string(expectation)
    let pattern = SchemaValue.string(pattern)
    let schema: SchemaValue =
      if let integers {
        .object([
          "title": title,
          "oneOf": .array([
            .object(["type": .string("string"), "pattern": pattern]), Integers.schema(integers),
          ]),
        ])
      } else {
        .object(["title": title, "type": .string("string"), "pattern": pattern])
      }
    return scalar(expectation, schema: schema) { scalar, node, diagnostics in
      let looksLikeNumber = integers != nil && YAMLKind(ofPlain: scalar.text) == .integer
      let isNumber = scalar.kind == .integer && integers.map { Integers.fits(scalar, $0) } ?? false
      let isText = scalar.kind == .string && !looksLikeNumber
      if isText || isNumber, let value = read(scalar.text) { return value }
      let isQuoted = looksLikeNumber && scalar.isQuoted
      diagnostics.add(
        "expected \(expectation), found \(node.words)"
          + (isQuoted ? " in quotes, which is a text" : ""), at: node.start,
        hint: isQuoted ? "leave the quotes out" : hint(scalar.text))
      return nil
    } write: { value in
      let text = write(value)
      let isNumber = integers.map { Integers.fits(YAMLScalar(text), $0) } ?? false
      return isNumber ? .plain(text) : .text(text)
    }
  }
}

extension Form<String> {
  /// Any text: a scalar is taken as it was written, so that `no`, `1e3` and `null` are text.
  public static var text: Form {
    scalar(
      "a text",
      schema: .object(["type": .array(["string", "number", "boolean", "null"].map { .string($0) })])
    ) { scalar, _, _ in
      scalar.text
    } write: {
      .text($0)
    }
  }

  /// A text that is not empty.
  ///
  /// Nothing, `null` and `~` need quotes here, because other parsers
  /// cannot tell them from a value that was forgotten.
  public static var nonEmptyText: Form {
    scalar(
      "a text that is not empty",
      schema: .object([
        "type": .array(["string", "number", "boolean"].map { .string($0) }),
        "minLength": .integer(1),
      ])
    ) { scalar, node, diagnostics in
      if !scalar.text.isEmpty && scalar.kind != .null { return scalar.text }
      diagnostics.add(
        "expected a text that is not empty, found \(node.words)", at: node.start,
        hint: scalar.text.isEmpty ? nil : "put it in quotes if the text is meant")
      return nil
    } write: { text in
      precondition(!text.isEmpty, "an empty text where there must be one")
      return .text(text)
    }
  }

  /// A name: small letters, digits and dashes, with a letter at its beginning.
  public static var name: Form {
    scalar(
      "a name",
      schema: .object(["type": .string("string"), "pattern": .string(Name.pattern)])
    ) { scalar, node, diagnostics in
      Name.read(scalar, at: node.start, &diagnostics)
    } write: { name in
      precondition(Name.isName(name), "\(quoted(name)) is not a name")
      return .text(name)
    }
  }

  /// One of some words that are known when the form is made.
  public static func word(among words: [String], _ what: String) -> Form {
    word(what, words.map { ($0, $0) })
  }
}

extension Form where Value: Equatable {
  static func word(_ what: String, _ words: [(spelling: String, value: Value)]) -> Form {
    let spellings = words.map(\.spelling)
    for spelling in spellings {
      precondition(
        YAMLKind(ofPlain: spelling) == .string,
        "'\(spelling)' would be a \(YAMLKind(ofPlain: spelling))")
    }
    return scalar(
      what,
      schema: .object([
        "title": .string(what), "enum": .array(spellings.map { .string($0) }),
      ])
    ) { scalar, node, diagnostics in
      if let word = words.first(where: { $0.spelling == scalar.text }) { return word.value }
      diagnostics.add(
        "expected \(what), which is \(listed(spellings)); found \(node.words)", at: node.start,
        hint: Nearest.hint(for: scalar.text, among: spellings))
      return nil
    } write: { value in
      guard let word = words.first(where: { $0.value == value }) else {
        preconditionFailure("\(value) is none of \(spellings)")
      }
      return .text(word.spelling)
    }
  }
}

extension Form where Value: Spelled {
  /// A case of an enumeration, by its spelling; `what` says what it is: "a signal".
  public static func word(of type: Value.Type, _ what: String) -> Form {
    word(what, type.allCases.map { ($0.spelling, $0) })
  }
}

extension Form<Bool> {
  /// `true` or `false`, and no other spelling.
  public static var boolean: Form {
    scalar(
      "true or false", schema: .object(["type": .string("boolean")])
    ) { scalar, node, diagnostics in
      if !scalar.isQuoted {
        if scalar.text == "true" { return true }
        if scalar.text == "false" { return false }
      }
      let meant =
        switch scalar.text.lowercased() {
        case "true", "yes", "on", "y", "1": "true"
        case "false", "no", "off", "n", "0": "false"
        default: ""
        }
      diagnostics.add(
        "expected true or false, found \(node.words)"
          + (scalar.isQuoted && scalar.text == meant ? " in quotes" : ""), at: node.start,
        hint: meant.isEmpty ? nil : "write \(meant)")
      return nil
    } write: {
      .plain($0 ? "true" : "false")
    }
  }
}

extension Form<Int> {
  /// A whole number in plain decimal digits.
  public static func integer(in range: ClosedRange<Int>) -> Form {
    let expectation = "a whole number from \(range.lowerBound) to \(range.upperBound)"
    return scalar(expectation, schema: Integers.schema(range)) { scalar, node, diagnostics in
      switch Integers.read(scalar) {
      case .success(let value) where range.contains(value):
        return value
      case .success:
        diagnostics.add("expected \(expectation), found \(node.words)", at: node.start)
      case .failure(let fault):
        diagnostics.add(
          "expected \(expectation), found \(node.words)" + fault.because, at: node.start,
          hint: fault.hint)
      }
      return nil
    } write: { value in
      precondition(range.contains(value), "\(value) is not within \(range)")
      return .plain(String(value))
    }
  }
}

extension Form<Int64> {
  /// A duration such as `500ms`, in nanoseconds.
  public static var duration: Form {
    scalar(
      Durations.expectation,
      schema: .object([
        "title": .string(Durations.expectation), "type": .string("string"),
        "pattern": .string(Durations.pattern),
      ])
    ) { scalar, node, diagnostics in
      switch Durations.read(scalar.text) {
      case .success(let value): return value
      case .failure(let fault):
        diagnostics.add(
          "expected \(Durations.expectation), found \(node.words)" + fault.because,
          at: node.start, hint: fault.hint)
        return nil
      }
    } write: {
      .text(Durations.text(of: $0))
    }
  }
}
