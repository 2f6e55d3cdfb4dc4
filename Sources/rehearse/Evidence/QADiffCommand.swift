import Commands
import Evidence
import Reports

/// `rehearse qa diff`.
enum QADiffCommand: Subcommand {
  static let before = Argument<Path>("before", help: "The evidence of the earlier release.")
  static let after = Argument<Path>("after", help: "The evidence of the later one.")

  static let command = Command(
    "diff",
    abstract: "Hold the evidence of two releases against each other.",
    discussion: """
      Told are verdicts that are others, figures that moved, and checks that came or went.

      The exit status is 1 when a check that passed does not any more, or went; 0 otherwise.
      """,
    parameters: [before, after, QACommands.json])

  static func run(
    _ values: Values, output: Output, errors: Output
  ) throws(Failure) -> ExitStatus {
    let difference = Difference(
      from: try results(in: values[before].description),
      to: try results(in: values[after].description))
    if values[QACommands.json] {
      try output.print(difference.text)
    } else if difference.changes.isEmpty {
      try output.print("nothing is different")
    } else {
      var columns = Columns(
        [Column(""), Column("before"), Column("after"), Column("what")],
        widthMax: max(80, output.width))
      for change in difference.changes {
        columns.add([
          change.kind.rawValue, change.before.isEmpty ? "-" : change.before,
          change.after.isEmpty ? "-" : change.after, change.what,
        ])
      }
      try output.print(columns.text)
    }
    return difference.isWorse ? .violated : .success
  }

  private static func results(in folder: String) throws(Failure) -> Results {
    let bytes = try EvidenceFolder.bytes(of: "\(folder)/\(Results.file)")
    do throws(MaterialError) {
      return try Results(bytes)
    } catch {
      throw Failure(status: .badInput, message: "\(folder)/\(error.message).")
    }
  }
}
