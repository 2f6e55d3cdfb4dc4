/// A command line that cannot be carried out, and what would have been right.
public struct UsageError: Error, Equatable {
  /// What is wrong, in one line.
  public let message: String
  /// The command that was meant, from the root: `["rehearse", "replay"]`.
  public let path: [String]
  let usage: [String]

  init(_ message: String, path: [String], command: Command) {
    self.message = message
    self.path = path
    usage = Help.usageParts(of: command)
  }

  /// The message, how the command is used, and where to read more.
  public func report(width: Int) -> String {
    message + "\n" + Help.usage("Usage:", path: path, parts: usage, width: width)
      + "\n  See '\(path.joined(separator: " ")) --help' for more information."
  }
}
