extension Command {
  /// The command under this one at a path of names.
  public func command(at path: some Sequence<String>) throws(UsageError) -> Command {
    var command = self
    var walked = [name]
    for name in path {
      guard let next = command.subcommands.first(where: { $0.name == name }) else {
        throw command.refusal(ofSubcommand: name, at: walked)
      }
      command = next
      walked.append(name)
    }
    return command
  }

  private func refusal(ofSubcommand written: String, at path: [String]) -> UsageError {
    guard isGroup else {
      return UsageError("Unexpected argument \(quoted(written)).", path: path, command: self)
    }
    let guess = Spelling.suggestion(for: written, among: visibleSubcommands.map(\.name))
    return UsageError(
      "Unknown subcommand \(quoted(written))." + hint(guess), path: path, command: self)
  }
}

func hint(_ guess: String?) -> String { guess.map { " Did you mean '\($0)'?" } ?? "" }

/// What a person wrote, in quotes; a control character would break the line or the terminal.
func quoted(_ written: String) -> String {
  let isPrintable = written.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
  guard !isPrintable else { return "'\(written)'" }
  return "'" + written.unicodeScalars.map { $0.escaped(asASCII: false) }.joined() + "'"
}
