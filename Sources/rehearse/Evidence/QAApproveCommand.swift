import Commands
import Evidence

/// `rehearse qa approve`.
enum QAApproveCommand: Subcommand {
  static let approval = Argument<String>("approval", help: "What is approved, by its name.")
  static let person = Option<String>("by", placeholder: "name", help: "Who approves.")

  static let command = Command(
    "approve",
    abstract: "Agree to something that waits for a person.",
    discussion: """
      It is agreed to this evidence: what is carried out anew has to be approved anew. Nothing can be \
      approved whose checks did not pass, or whose evidence is not sound.
      """,
    parameters: [QACommands.folder, approval, person])

  static func run(
    _ values: Values, output: Output, errors: Output
  ) throws(Failure) -> ExitStatus {
    let folder = values[QACommands.folder].description
    let files = try EvidenceFolder.files(in: folder)
    let verification = Verification(files)
    guard verification.remarks.isEmpty, let results = verification.results else {
      throw Failure(
        status: .badInput,
        message: "'\(folder)' is not sound; 'rehearse qa verify \(folder)' says why.")
    }
    guard results.approvals.contains(where: { $0.name == values[approval] }) else {
      throw Failure(
        status: .usage,
        message: "Nothing is called '\(values[approval])'; there are "
          + results.approvals.map(\.name).joined(separator: ", ") + ".")
    }
    guard results.checked == .passed else {
      throw Failure(
        status: .violated, message: "It cannot be approved: \(results.reason).")
    }
    let sign = Sign(values[approval], by: values[person], of: results.evidence)
    var raw = files.filter { $0.path != Sign.file }
    let former = files.first { $0.path == Sign.file }?.bytes ?? []
    let signs = EvidenceFile(Sign.file, former + Array(sign.line.utf8))
    raw.append(signs)
    try EvidenceFolder.write(signs, in: folder)
    let now = try QARun.derive(raw, into: folder)
    try output.print("\(values[approval])  approved by \(values[person])")
    try output.print("\(now.verdict.rawValue)  \(now.reason)")
    return .success
  }
}
