import Commands
import TestSupport
import Testing

@testable import rehearse

@Suite("Completions")
struct CompletionTests {
  @Test("The scripts for rehearse and for one of everything", arguments: Shell.allCases)
  func scripts(shell: Shell) throws {
    for command in [Rehearse.command, Sample.command] {
      try expectSnapshot(
        shell.completionScript(for: command), "completions-\(shell.rawValue)-\(command.name)")
    }
  }

  @Test("What is hidden is not completed", arguments: Shell.allCases)
  func hidden(shell: Shell) {
    let script = shell.completionScript(for: Sample.command)
    #expect(!script.contains("internals") && !script.contains("selftest"))
  }

  @Test(
    "Bash reads the script and offers what can follow",
    .enabled(if: Program.find("bash") != nil, "skipped: bash is not installed"))
  func bash() throws { try expectOffers(.bash, options: []) }

  @Test(
    "Zsh reads the script and offers what can follow",
    .enabled(if: Program.find("zsh") != nil, "skipped: zsh is not installed"))
  func zsh() throws { try expectOffers(.zsh, options: ["-f"]) }

  @Test(
    "Fish reads the script and offers what can follow",
    .enabled(if: Program.find("fish") != nil, "skipped: fish is not installed"))
  func fish() throws { try expectOffers(.fish, options: []) }

  /// Command lines as they stand when Tab is pressed, and what every shell then offers.
  private static let offers: [(line: String, words: String)] = [
    ("sample ", "help replay store"),
    ("sample st", "store"),
    ("sample store ", "drop list"),
    ("sample help ", "replay store"),
    ("sample help store ", "drop list"),
    ("sample --v", "--version"),
    ("sample store list --", "--help --json"),
    ("sample replay --f", "--fault --format"),
    ("sample replay --format ", "json text"),
    ("sample replay -v --format j", "json"),
    ("sample replay --seed ", ""),
    ("sample replay --seed 5 -f t", "text"),
    ("sample replay a.yaml plan.yaml x", ""),
    ("sample replay a -- --", ""),
    ("sample store drop --key list ", ""),
    ("sample self", ""),
  ]

  private func expectOffers(_ shell: Shell, options: [String]) throws {
    let path = try #require(Program.find(shell.rawValue))
    try TextFile.withTemporaryDirectory { directory in
      try expectOffers(shell, at: path, options: options, in: directory)
    }
  }

  private func expectOffers(
    _ shell: Shell, at path: String, options: [String], in directory: String
  ) throws {
    let script = directory + "/script"
    try TextFile.write(shell.completionScript(for: Sample.command), to: script)
    let syntax = try Program.run(path, ["-n", script])
    #expect(syntax.status == 0 && syntax.errors == "")

    let driver = TextFile.beside("Drivers/complete.\(shell.rawValue)")
    // Zsh inserts what is new, fish the whole word, and bash breaks words at '='.
    let file = shell == .zsh ? "script" : script
    let values = shell == .fish ? "--format=json --format=text" : "json text"
    let expected =
      Self.offers + [
        ("sample replay --format=", values),
        ("sample replay --format=j", shell == .fish ? "--format=json" : "json"),
        ("sample replay \(directory)/scr", file),
        ("sample replay a \(directory)/", file),
        ("sample replay a --trace-output \(directory)/", file),
        ("sample store drop \(directory)/", ""),
      ]
    let answer = try Program.run(path, options + [driver, script] + expected.map(\.line))
    #expect(answer.errors == "")
    let wanted = expected.map { "\($0.line)> \($0.words)\n" }.joined()
    #expect(answer.output == wanted, "\(lineDifference(from: wanted, to: answer.output))")
  }
}
