import Commands
import Glibc

/// A benchmark as a program: it reads the command line, runs, and ends with the status that it says.
package enum Program {
  /// Runs what the command line asks for; what cannot be carried out ends with 64.
  package static func main(_ command: Command, _ run: (Values) -> Int32) -> Never {
    do throws(UsageError) {
      switch try command.parse(Array(CommandLine.arguments.dropFirst())) {
      case .help(let path):
        Console.print(try Help.text(for: path, under: command, width: 80, ink: Ink.plain))
      case .version(let version): Console.print(version)
      case .run(_, let values): exit(run(values))
      }
    } catch {
      Console.complain(error.report(width: 80))
      exit(64)
    }
    exit(0)
  }
}
