import Commands
import Evidence
import Plans

/// `rehearse qa schema`.
enum QASchemaCommand: Subcommand {
  static let kind = Argument<String>("kind", default: "plan", help: "'plan' or 'results'.")

  static let command = Command(
    "schema",
    abstract: "Print the JSON Schema of plan files, or of results.json.",
    discussion: """
      The same texts are kept in schema/plan.json and schema/results.json.
      """,
    parameters: [kind])

  static func run(
    _ values: Values, output: Output, errors: Output
  ) throws(Failure) -> ExitStatus {
    switch values[kind] {
    case "plan": try output.print(PlanFile.schema)
    case "results": try output.print(Results.schema)
    default:
      throw Failure(
        status: .usage,
        message: "There is no schema of '\(values[kind])'; there are those of plan and results.")
    }
    return .success
  }
}
