import Commands
import Glibc

/// The program: it finds the subcommand that is meant, runs it, and reports how that went.
@main
enum Rehearse {
  static let version = "0.1.0"

  /// Every subcommand, in the order of the help.
  static let subcommands: [any Subcommand.Type] = [
    ReplayCommand.self,
    ExploreCommand.self,
    MergeCommand.self,
    ProveCommand.self,
    ShrinkCommand.self,
    ExplainCommand.self,
    ConformCommand.self,
    BenchCommand.self,
    SchemaCommand.self,
    ScaffoldCommand.self,
    ReduceCommand.self,
    CompletionsCommand.self,
    HelpCommand.self,
  ]

  static let command = Command(
    "rehearse",
    abstract: "Simulate and test the programs that supervise agent sessions.",
    version: version,
    subcommands: subcommands.map { $0.command } + [SessionCommands.command, QACommands.command])

  static func main() {
    // A reader that goes away is an error of write(2), with a message, not a silent death. Children
    // inherit this and have to be started with the default again.
    signal(SIGPIPE, SIG_IGN)
    let output = Output(descriptor: STDOUT_FILENO, name: "standard output")
    let errors = Output(descriptor: STDERR_FILENO, name: "standard error")
    exit(run(Array(CommandLine.arguments.dropFirst()), output, errors).rawValue)
  }

  private static func run(_ words: [String], _ output: Output, _ errors: Output) -> ExitStatus {
    do {
      return try carryOut(words, output, errors)
    } catch {
      // When standard error is gone too, the status is all that is left to say it with.
      try? errors.print("\(errors.ink.errorHeading) \(error.message)")
      return error.status
    }
  }

  private static func carryOut(
    _ words: [String], _ output: Output, _ errors: Output
  ) throws(Failure) -> ExitStatus {
    let words = QACommands.spelledOut(words)
    switch try usable(errors, { () throws(UsageError) in try command.parse(words) }) {
    case .help(let path):
      return try showHelp(of: path, output, errors)
    case .version(let version):
      try output.print(version)
      return .success
    case .run(let path, let values):
      guard let subcommand = subcommand(at: path) else {
        preconditionFailure("the subcommand \(path) was parsed but is not listed")
      }
      return try subcommand.run(values, output: output, errors: errors)
    }
  }

  private static func subcommand(at path: [String]) -> (any Subcommand.Type)? {
    if path.count == 2 {
      let isSession = path[0] == SessionCommands.command.name
      return (isSession ? SessionCommands.subcommands : QACommands.subcommands)
        .first { $0.command.name == path[1] }
    }
    return subcommands.first { [$0.command.name] == path }
  }

  /// Prints the help of the command at a path of names.
  static func showHelp(
    of path: [String], _ output: Output, _ errors: Output
  ) throws(Failure) -> ExitStatus {
    let help = try usable(errors) { () throws(UsageError) in
      try Help.text(for: path, under: command, width: output.width, ink: output.ink)
    }
    try output.print(help)
    return .success
  }

  /// Turns what the description refuses into what the program reports.
  private static func usable<T>(
    _ errors: Output, _ body: () throws(UsageError) -> T
  ) throws(Failure) -> T {
    do {
      return try body()
    } catch {
      throw Failure(status: .usage, message: error.report(width: errors.width))
    }
  }
}
