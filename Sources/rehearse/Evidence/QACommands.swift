import Commands

/// `rehearse qa`: release plans, and the evidence that they leave behind.
enum QACommands {
  static let json = Flag("json", help: "Print JSON.")
  static let folder = Argument<Path>("folder", help: "A folder of evidence.")

  /// The subcommands, in the order of the help.
  static let subcommands: [any Subcommand.Type] = [
    QARunCommand.self, QAVerifyCommand.self, QAApproveCommand.self, QADiffCommand.self,
    QASchemaCommand.self,
  ]

  static let command = Command(
    "qa",
    abstract: "Carry out a release plan, and check the evidence of one.",
    discussion: """
      'rehearse qa plans/release.yaml' is short for 'rehearse qa run plans/release.yaml'.
      """,
    subcommands: subcommands.map { $0.command })

  /// The words with `run` where it was left out.
  static func spelledOut(_ words: [String]) -> [String] {
    guard words.count > 1, words[0] == command.name, !words[1].hasPrefix("-"),
      !subcommands.contains(where: { $0.command.name == words[1] })
    else { return words }
    return [words[0], QARunCommand.command.name] + words.dropFirst()
  }
}
