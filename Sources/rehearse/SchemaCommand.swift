import Commands
import ScenarioFiles

/// `rehearse schema`.
enum SchemaCommand: Subcommand {
  static let reference = Flag(
    "reference", help: "Print the tables of docs/scenarios.md instead.", isHidden: true)

  static let command = Command(
    "schema",
    abstract: "Print the JSON Schema of scenario files.",
    discussion: """
      Editors that know YAML complete and check scenario files by it. The same text is kept in \
      schema/scenario.json.
      """,
    parameters: [reference])

  static func run(
    _ values: Values, output: Output, errors: Output
  ) throws(Failure) -> ExitStatus {
    try output.print(values[reference] ? Reference.text : ScenarioFile.schema)
    return .success
  }
}
