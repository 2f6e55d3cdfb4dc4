import Forms
import JSON
import TestSupport
import Testing
import YAML

@Suite struct SchemaTests {
  @Test func aRecordIsDescribedWithItsKeys() {
    #expect(
      Form.fullRed.schema(title: "A flaw") == """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "title": "A flaw",
          "$ref": "#/$defs/red",
          "$defs": {
            "red": {
              "description": "A flaw in full.",
              "type": "object",
              "properties": {
                "name": {
                  "type": "string",
                  "pattern": "^[a-z][a-z0-9-]*$",
                  "description": "Which."
                },
                "count": {
                  "type": "integer",
                  "minimum": 1,
                  "maximum": 9,
                  "description": "How often."
                }
              },
              "required": ["name", "count"],
              "additionalProperties": false
            }
          }
        }

        """)
  }

  @Test func aSchemaIsJSONAndAlwaysTheSame() throws {
    let schema = Demo.form.schema(title: "Demo")
    #expect(Demo.form.schema(title: "Demo") == schema)
    let bytes = Array(schema.utf8)
    try bytes.withUnsafeBufferPointer { buffer throws(JSONError) in
      var scanner = JSONScanner(buffer)
      try scanner.skipValue()
      try scanner.finish()
    }
  }

  /// Changes to single scalars that no schema can see, because YAML's types lose them.
  private static func isLost(_ node: YAMLNode) -> Bool {
    switch node.content {
    case .scalar(let scalar):
      switch scalar.kind {
      case .string: false
      case .null: false
      case .boolean: !["true", "false"].contains(scalar.text)
      case .integer, .float: Int(scalar.text).map { "\($0)" != scalar.text } ?? true
      }
    case .sequence(let items): items.contains(where: isLost)
    case .mapping(let entries):
      entries.contains { $0.key.kind != .string || isLost($0.value) }
    }
  }

  @Test(.enabled("check-jsonschema could not be installed") { Validator.program != nil })
  func anIndependentValidatorAgreesWithTheLoader() throws {
    var mutator = Mutator(seed: 7)
    var accepted: [String] = []
    var rejected: [String] = []
    var tries = 0
    while accepted.count < 220 || rejected.count < 220, tries < 200_000 {
      tries += 1
      let sample = Array(Samples.all[tries % Samples.all.count].utf8)
      guard let root = try? YAMLReader.read(mutator.mutate(sample)), !Self.isLost(root) else {
        continue
      }
      let text = YAMLWriter.text(of: root)
      if accepted.contains(text) || rejected.contains(text) { continue }
      let isLoaded = (try? Demo.form.load(Array(text.utf8), file: "f")) != nil
      if isLoaded && accepted.count < 220 { accepted.append(text) }
      if !isLoaded && rejected.count < 220 { rejected.append(text) }
    }
    try #require(accepted.count >= 200 && rejected.count >= 200)
    let refused = try Validator.refused(accepted + rejected, by: Demo.form.schema(title: "Demo"))
    for (index, text) in (accepted + rejected).enumerated() {
      let isRejected = index >= accepted.count
      #expect(
        refused.contains(index) == isRejected, "\(isRejected ? "rejected" : "accepted"): \(text)")
    }
  }
}
