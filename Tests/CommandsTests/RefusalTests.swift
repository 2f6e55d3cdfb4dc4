import Commands
import Testing

@Suite("Refusals name what was found and what was expected")
struct RefusalTests {
  @Test(
    "Unknown options, with what was probably meant",
    arguments: [
      (["replay", "--sed", "4"], "Unknown option '--sed'. Did you mean '--seed'?"),
      (["replay", "--seeed=4"], "Unknown option '--seeed'. Did you mean '--seed'?"),
      (["replay", "-seed", "4"], "Unknown option '-seed'. Did you mean '--seed'?"),
      (["replay", "--elephant"], "Unknown option '--elephant'."),
      (["replay", "--internal"], "Unknown option '--internal'."),
      (["replay", "-x"], "Unknown option '-x'."),
      (["replay", "-vx"], "Unknown option '-x' in '-vx'."),
      (["--json"], "Unknown option '--json'."),
    ])
  func options(words: [String], message: String) { expect(words, message) }

  @Test(
    "Unknown subcommands, at every depth",
    arguments: [
      (["rpelay"], "Unknown subcommand 'rpelay'. Did you mean 'replay'?"),
      (["elephant"], "Unknown subcommand 'elephant'."),
      (["selftes"], "Unknown subcommand 'selftes'."),
      (["store", "lsit"], "Unknown subcommand 'lsit'. Did you mean 'list'?"),
      (["--"], "Missing subcommand."),
    ])
  func subcommands(words: [String], message: String) { expect(words, message) }

  @Test(
    "Values that are missing, unexpected, or of the wrong kind",
    arguments: [
      (["replay"], "Missing argument '<scenario>'."),
      (["replay", "a", "b", "c"], "Unexpected argument 'c'."),
      (["replay", ""], "Invalid value '' for '<scenario>': expected a path that is not empty."),
      (["replay", "a", "--seed"], "Missing value for '--seed <seed>'."),
      (["replay", "a", "--seed", "--json"], "Missing value for '--seed <seed>'."),
      (
        ["replay", "a", "-n", "ten"],
        "Invalid value 'ten' for '--limit <limit>': expected a whole number."
      ),
      (["replay", "a", "--json=yes"], "'--json' takes no value, but 'yes' was given."),
      (["store", "drop", "a"], "Missing option '--key <key>'."),
      (["store", "drop", "--key", "k"], "Missing argument '<name>'."),
      (
        ["replay", "a", "--format", "jsno"],
        "Invalid value 'jsno' for '--format <format>': expected json or text. Did you mean 'json'?"
      ),
      (
        ["replay", "a", "--seed=-1"],
        "Invalid value '-1' for '--seed <seed>': "
          + "expected a whole number from 0 to 18446744073709551615."
      ),
    ])
  func values(words: [String], message: String) { expect(words, message) }

  @Test("A control character cannot break the line or the terminal")
  func controls() throws {
    #expect(try Sample.refusal("a\n\u{1B}[31mb") == #"Unknown subcommand 'a\n\u{1B}[31mb'."#)
  }

  @Test("The report adds the usage of the command that was meant")
  func report() throws {
    let error = #expect(throws: UsageError.self) {
      try Sample.command.parse(["store", "drop", "a"])
    }
    #expect(
      error?.report(width: 80) == """
        Missing option '--key <key>'.
        Usage: sample store drop --key <key> <name> ...
          See 'sample store drop --help' for more information.
        """)
  }

  private func expect(_ words: [String], _ message: String) {
    let error = #expect(throws: UsageError.self) { try Sample.command.parse(words) }
    #expect(error?.message == message)
  }
}
