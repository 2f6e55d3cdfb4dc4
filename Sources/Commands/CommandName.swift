/// The name of a subcommand, where one is wanted as a value: `help completions`.
public struct CommandName: Word, Hashable {
  /// What error messages expect.
  public static let expectation = "the name of a subcommand"
  /// A shell offers the subcommands.
  public static let completion = Completion.subcommand

  /// The name as it was written.
  public let description: String

  /// Any text; whether it names a subcommand depends on where it stands.
  public init(_ description: String) { self.description = description }
}
