import Commands

/// `rehearse help [<subcommand> ...]`.
enum HelpCommand: Subcommand {
  static let subcommand = Argument<[CommandName]>(
    "subcommand", default: [], help: "The subcommand to explain.")

  static let command = Command(
    "help", abstract: "Show the help of a subcommand.", parameters: [subcommand])

  static func run(
    _ values: Values, output: Output, errors: Output
  ) throws(Failure) -> ExitStatus {
    try Rehearse.showHelp(of: values[subcommand].map(\.description), output, errors)
  }
}
