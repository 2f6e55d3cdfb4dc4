/// What the person asked for.
public enum Invocation: Sendable {
  /// To run the command at this path below the root, with these values.
  case run(path: [String], Values)
  /// To be shown the help of the command at this path.
  case help(path: [String])
  /// To be told the version.
  case version(String)
}
