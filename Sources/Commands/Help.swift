/// The help of a command, as a text for a terminal of a certain width.
///
/// The layout is that of swift-argument-parser, which people who use Swift tools can read blindly.
public struct Help {
  /// Where the explanations begin.
  private static let labelColumn = 26

  private let command: Command
  private let path: [String]
  private let width: Int
  private let ink: Ink

  /// The help of the command at a path below the root.
  public static func text(
    for path: [String], under root: Command, width: Int, ink: Ink
  ) throws(UsageError) -> String {
    let command = try root.command(at: path)
    return Help(command: command, path: [root.name] + path, width: width, ink: ink).text
  }

  private var text: String {
    var sections = [
      ink.bold("OVERVIEW:") + " "
        + wrapped(command.abstract.words, from: 10, indent: 0, width: width)
    ]
    if !command.discussion.isEmpty { sections.append(wrapped(command.discussion, width: width)) }
    sections.append(
      Self.usage("USAGE:", path: path, parts: Self.usageParts(of: command), width: width, ink: ink))
    sections += section("ARGUMENTS:", command.arguments.map { ($0.spelling, $0.explanation) })
    sections += section("OPTIONS:", command.visibleOptions.map { ($0.label, $0.explanation) })
    sections += section("SUBCOMMANDS:", command.visibleSubcommands.map { ($0.name, $0.abstract) })
    if command.isGroup {
      let names = ([path[0], "help"] + path.dropFirst()).joined(separator: " ")
      sections.append("  See '\(names) <subcommand>' for detailed help.")
    }
    return sections.joined(separator: "\n\n")
  }

  private func section(_ heading: String, _ rows: [(label: String, text: String)]) -> [String] {
    guard !rows.isEmpty else { return [] }
    return [([ink.bold(heading)] + rows.map { row($0.label, $0.text) }).joined(separator: "\n")]
  }

  private func row(_ label: String, _ text: String) -> String {
    let label = "  " + label
    let gap = Self.labelColumn - label.count
    let start =
      gap > 0
      ? String(repeating: " ", count: gap)
      : "\n" + String(repeating: " ", count: Self.labelColumn)
    return label + start
      + wrapped(text.words, from: Self.labelColumn, indent: Self.labelColumn, width: width)
  }

  /// The line that shows how a command is written; it is broken between its parts only.
  static func usage(
    _ heading: String, path: [String], parts: [String], width: Int, ink: Ink = .plain
  ) -> String {
    let indent = heading.count + 1
    return ink.bold(heading) + " "
      + wrapped([path.joined(separator: " ")] + parts, from: indent, indent: indent, width: width)
  }

  static func usageParts(of command: Command) -> [String] {
    command.isGroup
      ? ["<subcommand>"] : command.parameters.filter { !$0.isHidden }.map(\.usage)
  }
}

extension Parameter {
  fileprivate var usage: String {
    let repeats = quantity == .many ? " ..." : ""
    return isRequired ? spelling + repeats : "[\(spelling)\(repeats)]"
  }

  fileprivate var label: String { (short.map { "-\($0), " } ?? "") + spelling }

  /// The help, with the values to choose from and the default.
  fileprivate var explanation: String {
    var notes: [String] = []
    if !choices.isEmpty { notes.append("values: " + choices.joined(separator: ", ")) }
    if !defaults.isEmpty { notes.append("default: " + defaults.joined(separator: ", ")) }
    return notes.isEmpty ? help : help + " (\(notes.joined(separator: "; ")))"
  }
}

extension String {
  fileprivate var words: [String] { split(separator: " ").map(String.init) }
}
