import Commands
import Glibc
import ScenarioFiles

/// `rehearse scaffold`.
enum ScaffoldCommand: Subcommand {
  static let name = Argument<String>(
    "name", default: "fix-1", help: "The run that the scenario is about.")
  static let file = Option<Path?>("output", short: "o", help: "Write to this file, a new one.")

  static let command = Command(
    "scaffold",
    abstract: "Print a first scenario, with comments.",
    discussion: """
      What it prints holds as it is; 'rehearse replay' says so. A file that is there is never \
      written over.
      """,
    parameters: [name, file])

  static func run(
    _ values: Values, output: Output, errors: Output
  ) throws(Failure) -> ExitStatus {
    guard Scaffold.isName(values[name]) else {
      throw Failure(
        status: .usage,
        message: "'\(values[name])' is no name: it has small letters, digits and dashes, at most "
          + "40, and begins with a letter.")
    }
    let text = Scaffold.text(named: values[name])
    guard let path = values[file]?.description else {
      try output.print(text)
      return .success
    }
    try create(path, text)
    return .success
  }

  /// Writes a file that must not be there; what could not be written whole is taken away.
  private static func create(_ path: String, _ text: String) throws(Failure) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      let reason =
        errno == EEXIST ? "it is there already" : String(cString: strerror(errno))
      throw Failure(status: .cannotWrite, message: "Cannot write '\(path)': \(reason).")
    }
    do {
      defer { close(descriptor) }
      try Output(descriptor: descriptor, name: "'\(path)'").print(text)
    } catch {
      unlink(path)
      throw Failure(status: .cannotWrite, message: error.message)
    }
  }
}
