/// What is to be known of a key without the type of its value.
struct FieldFacts: Sendable {
  let key: String
  let help: String
  let isRequired: Bool
  private let form: @Sendable (inout Definitions) -> SchemaValue

  init(
    _ key: String, _ help: String, isRequired: Bool,
    _ form: @escaping @Sendable (inout Definitions) -> SchemaValue
  ) {
    self.key = key
    self.help = help
    self.isRequired = isRequired
    self.form = form
  }

  func member(_ definitions: inout Definitions) -> SchemaValue.Member {
    .init(key: key, value: form(&definitions).adding(["description": .string(help)]))
  }
}
