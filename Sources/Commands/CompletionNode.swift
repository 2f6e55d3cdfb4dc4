/// A command as the completion scripts see it: what is hidden is gone.
struct CompletionNode {
  /// The names from the root down, which every script uses as its state.
  let path: [String]
  let command: Command

  var key: String { path.joined(separator: " ") }

  /// The whole tree, each command before those under it.
  static func all(under root: Command) -> [CompletionNode] {
    descend(root, path: [root.name], root: root)
  }

  private static func descend(
    _ command: Command, path: [String], root: Command
  ) -> [CompletionNode] {
    let children = command.visibleSubcommands.map { child in
      child.arguments.contains { $0.type.completion == .subcommand }
        ? Command(
          child.name, abstract: child.abstract, subcommands: outline(of: root, without: child.name))
        : child
    }
    return [CompletionNode(path: path, command: command)]
      + children.flatMap { descend($0, path: path + [$0.name], root: root) }
  }

  /// The names alone, as they can follow `help`.
  private static func outline(of command: Command, without name: String) -> [Command] {
    command.visibleSubcommands.filter { $0.name != name }.map { child in
      child.isGroup
        ? Command(
          child.name, abstract: child.abstract, subcommands: outline(of: child, without: name))
        : Command(child.name, abstract: child.abstract, parameters: [])
    }
  }
}
