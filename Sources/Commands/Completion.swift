/// What a shell can offer where a value is wanted.
public enum Completion: Equatable, Sendable {
  /// Nothing: only the person knows.
  case nothing
  /// The names of files and directories.
  case path
  /// One of these words.
  case choice([String])
  /// The names of the subcommands, from the root of the tree downwards.
  case subcommand
}
