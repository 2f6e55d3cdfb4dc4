import Testing

@testable import Commands

@Suite("Descriptions, spelling and ink")
struct DescriptionTests {
  @Test("A description that could be read in two ways traps")
  func ambiguity() async {
    await #expect(processExitsWith: .failure) {
      let first = Flag("json", help: "")
      _ = Command("c", abstract: "", parameters: [first, Option<Int?>("json", help: "")])
    }
    await #expect(processExitsWith: .failure) {
      _ = Command("c", abstract: "", parameters: [Flag("hurry", short: "h", help: "")])
    }
    await #expect(processExitsWith: .failure) {
      let all = Argument<[String]>("all", help: "")
      _ = Command("c", abstract: "", parameters: [all, Argument<String>("one", help: "")])
    }
  }

  @Test("So do subcommands of one name, and a required argument after one that is not")
  func ambiguityOfOrder() async {
    await #expect(processExitsWith: .failure) {
      _ = Command("c", abstract: "", subcommands: [Sample.list, Sample.list])
    }
    await #expect(processExitsWith: .failure) {
      _ = Command("c", abstract: "", parameters: [Sample.plan, Sample.scenario])
    }
  }

  @Test("A value that the command does not list traps")
  func unlisted() async {
    await #expect(processExitsWith: .failure) {
      _ = try Sample.values("store", "list")[Sample.seed]
    }
    await #expect(processExitsWith: .failure) {
      _ = try Sample.values("store", "list")[Sample.verbose]
    }
  }

  @Test(
    "Distance counts insertions, deletions, replacements and swapped neighbours",
    arguments: [
      ("", "", 0), ("", "abc", 3), ("seed", "seed", 0), ("sed", "seed", 1), ("sede", "seed", 1),
      ("kitten", "sitting", 3), ("ca", "abc", 3), ("replay", "rpelay", 1), ("seeds", "seed", 1),
    ])
  func distance(left: String, right: String, edits: Int) {
    #expect(Spelling.distance(Array(left), Array(right)) == edits)
    #expect(Spelling.distance(Array(right), Array(left)) == edits)
  }

  @Test("A suggestion is near, and never a different word altogether")
  func suggestions() {
    #expect(Spelling.suggestion(for: "JSON", among: ["text", "json"]) == "json")
    #expect(Spelling.suggestion(for: "x", among: ["y"]) == nil)
    #expect(Spelling.suggestion(for: "list", among: ["lost", "last"]) == "lost")
    #expect(Spelling.suggestion(for: "drop", among: ["list"]) == nil)
    #expect(Spelling.suggestion(for: "drop", among: []) == nil)
  }

  @Test("Colours need a terminal that can show them and nobody who declines them")
  func ink() {
    #expect(Ink(isTerminal: true, noColor: nil, term: "xterm") == .colored)
    #expect(Ink(isTerminal: true, noColor: "", term: nil) == .colored)
    #expect(Ink(isTerminal: true, noColor: "1", term: "xterm") == .plain)
    #expect(Ink(isTerminal: true, noColor: nil, term: "dumb") == .plain)
    #expect(Ink(isTerminal: false, noColor: nil, term: "xterm") == .plain)
    #expect(Ink.colored.errorHeading == "\u{1B}[1;31mError:\u{1B}[0m")
    #expect(Ink.plain.errorHeading == "Error:")
  }
}
