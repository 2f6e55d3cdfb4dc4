extension Results {
  /// The JSON Schema of the file.
  public static var schema: String {
    let verdicts = strings(Verdict.allCases.map(\.rawValue))
    return JSONValue.members(
      [
        ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
        ("title", .string("The results of a plan of Rehearsal")),
        (
          "$defs",
          .members([
            ("text", .members([("type", .string("string"))])),
            ("sum", pattern("^[0-9a-f]{64}$")), ("count", integer),
            ("verdict", .members([("enum", verdicts)])), ("metric", metric), ("check", check),
          ])
        ),
      ]
        + members(
          required: [
            ("schema", .members([("const", .string("rehearsal-results-1"))])),
            ("plan", ref("text")),
            ("title", ref("text")), ("release", ref("text")), ("seed", ref("count")),
            (
              "build",
              object(required: [
                ("name", ref("text")), ("version", ref("text")), ("sha256", ref("sum")),
              ])
            ), ("verdict", ref("verdict")), ("reason", ref("text")), ("groups", list(of: group)),
            (
              "approvals",
              list(
                of: object(
                  required: [
                    ("name", ref("text")), ("title", ref("text")), ("verdict", ref("verdict")),
                  ], optional: [("by", ref("text"))]))
            ),
            (
              "untested",
              list(of: object(required: [("what", ref("text")), ("reason", ref("text"))]))
            ), ("evidence", ref("sum")),
          ], optional: [("twin", ref("text"))])
    ).page
  }

  private static var group: JSONValue {
    object(required: [
      ("name", ref("text")), ("title", ref("text")), ("goal", ref("text")),
      ("verdict", ref("verdict")), ("checks", list(of: ref("check"))),
    ])
  }

  private static var check: JSONValue {
    object(
      required: [
        ("number", ref("count")), ("title", ref("text")), ("kind", ref("text")),
        ("verdict", ref("verdict")), ("reason", ref("text")),
        (
          "counts",
          list(
            of: object(required: [
              ("of", ref("text")), ("count", ref("count")), ("mark", ref("text")),
            ]))
        ), ("record", ref("text")),
      ], optional: [("remarks", list(of: ref("text"))), ("metric", ref("metric"))])
  }

  private static var metric: JSONValue {
    object(
      required: [
        ("measure", ref("text")), ("system", ref("text")), ("target", ref("count")),
        ("unit", .members([("enum", strings(["ns", "count"]))])), ("runs", ref("count")),
      ], optional: [("before", ref("count")), ("after", ref("count"))])
  }

  // MARK: - The words of schemas

  private static var integer: JSONValue {
    .members([("type", .string("integer")), ("minimum", .integer(0))])
  }

  private static func pattern(_ text: String) -> JSONValue {
    .members([("type", .string("string")), ("pattern", .string(text))])
  }

  private static func ref(_ name: String) -> JSONValue {
    .members([("$ref", .string("#/$defs/\(name)"))])
  }

  private static func list(of item: JSONValue) -> JSONValue {
    .members([("type", .string("array")), ("items", item)])
  }

  private static func strings(_ texts: [String]) -> JSONValue {
    .array(texts.map { .string($0) })
  }

  private static func object(
    required: [(String, JSONValue)], optional: [(String, JSONValue)] = []
  ) -> JSONValue {
    .members(members(required: required, optional: optional))
  }

  private static func members(
    required: [(String, JSONValue)], optional: [(String, JSONValue)] = []
  ) -> [(String, JSONValue?)] {
    [
      ("type", .string("object")), ("required", strings(required.map(\.0))),
      ("properties", .members((required + optional).map { ($0.0, $0.1) })),
      ("additionalProperties", .boolean(false)),
    ]
  }
}
