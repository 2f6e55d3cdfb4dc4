import Commands
import Evidence

/// `rehearse qa verify`.
enum QAVerifyCommand: Subcommand {
  static let command = Command(
    "verify",
    abstract: "Hold evidence against its sums, and its verdicts against its raw material.",
    discussion: """
      Every file is held against its sum, and all that is derived is derived again from the plan and \
      the raw material in the folder. Nothing is run.

      The exit status is 0 when all of it is as it says, 1 when something was changed or is told \
      otherwise than the raw material has it, and 74 when the folder could not be read.
      """,
    parameters: [QACommands.folder])

  static func run(
    _ values: Values, output: Output, errors: Output
  ) throws(Failure) -> ExitStatus {
    let folder = values[QACommands.folder].description
    let verification = Verification(try EvidenceFolder.files(in: folder))
    for remark in verification.remarks { try output.print("wrong  \(remark)") }
    guard verification.remarks.isEmpty, let results = verification.results else {
      return .violated
    }
    try output.print(
      "sound  \(folder): \(verification.fileCount) files, \(results.checks.count) verdicts; "
        + "\(results.verdict.rawValue): \(results.reason)")
    return .success
  }
}
