import Commands

/// `rehearse completions <shell>`.
enum CompletionsCommand: Subcommand {
  static let shell = Argument<Shell>("shell", help: "The shell that will read the script.")

  static let command = Command(
    "completions",
    abstract: "Print a script with which a shell completes rehearse.",
    discussion: """
      Save the script where the shell looks for such scripts:

        bash   ~/.local/share/bash-completion/completions/rehearse
        zsh    a file named _rehearse in a directory of $fpath
        fish   ~/.config/fish/completions/rehearse.fish
      """,
    parameters: [shell])

  static func run(
    _ values: Values, output: Output, errors: Output
  ) throws(Failure) -> ExitStatus {
    try output.print(values[shell].completionScript(for: Rehearse.command))
    return .success
  }
}
