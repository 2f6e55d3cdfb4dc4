/// A command as data: what it is called, what it says of itself, and what it takes.
///
/// A command either runs, and then has parameters, or groups subcommands. Parsing, help, error
/// messages and completions are all read from this one description.
public struct Command: Sendable {
  /// The name by which it is called.
  public let name: String
  /// One sentence: the overview of its own help, and its line in the help of its parent.
  public let abstract: String
  /// What else there is to say, in paragraphs separated by an empty line.
  public let discussion: String
  /// What `--version` prints; nil where there is no such flag.
  public let version: String?
  /// What it takes.
  public let parameters: [Parameter]
  /// The commands under it.
  public let subcommands: [Command]
  /// Whether help and completion keep silent about it.
  public let isHidden: Bool

  /// A command that runs.
  public init(
    _ name: String, abstract: String, discussion: String = "", isHidden: Bool = false,
    parameters: [any Declaration]
  ) {
    self.name = name
    self.abstract = abstract
    self.discussion = discussion
    self.version = nil
    self.parameters = parameters.map(\.parameter)
    self.subcommands = []
    self.isHidden = isHidden
    check()
  }

  /// A command that groups others.
  public init(
    _ name: String, abstract: String, discussion: String = "", version: String? = nil,
    isHidden: Bool = false, subcommands: [Command]
  ) {
    self.name = name
    self.abstract = abstract
    self.discussion = discussion
    self.version = version
    self.parameters = []
    self.subcommands = subcommands
    self.isHidden = isHidden
    check()
  }

  /// Whether it runs nothing itself.
  public var isGroup: Bool { !subcommands.isEmpty }

  var arguments: [Parameter] { parameters.filter { $0.form == .argument } }

  /// Options and flags, with those that every command has.
  var options: [Parameter] {
    parameters.filter { $0.form != .argument }
      + (version == nil ? [] : [Flag.version.parameter]) + [Flag.help.parameter]
  }

  var visibleOptions: [Parameter] { options.filter { !$0.isHidden } }
  var visibleSubcommands: [Command] { subcommands.filter { !$0.isHidden } }

  /// A description that could be read in two ways is a mistake of the programmer.
  private func check() {
    func isUnique(_ names: [some Hashable]) -> Bool {
      Set(names).count == names.count  // lookup only
    }
    let names = arguments.map(\.name) + options.map(\.name)
    precondition(isUnique(names), "'\(name)': two parameters of one name")
    precondition(isUnique(options.compactMap(\.short)), "'\(name)': two options of one letter")
    precondition(isUnique(subcommands.map(\.name)), "'\(name)': two subcommands of one name")
    for (earlier, later) in zip(arguments, arguments.dropFirst()) {
      precondition(
        earlier.quantity != .many, "'\(name)': nothing can follow '\(earlier.name)', which repeats")
      precondition(
        earlier.isRequired || !later.isRequired,
        "'\(name)': '\(later.name)' is required but follows one that is not")
    }
  }
}
