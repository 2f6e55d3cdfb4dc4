import Commands
import Testing

@Suite("Parsing")
struct ParsingTests {
  @Test("A value follows its option as a word, after '=', or directly after its letter")
  func spellings() throws {
    for words in [["--seed", "7"], ["--seed=7"], ["-s", "7"], ["-s=7"], ["-s7"]] {
      guard case .run(_, let values) = try Sample.command.parse(["replay", "a.yaml"] + words)
      else { throw Unexpected(description: "\(words)") }
      #expect(values[Sample.seed] == 7, "\(words)")
    }
  }

  @Test("Options stand anywhere among the positional arguments")
  func order() throws {
    let values = try Sample.values("replay", "--json", "a.yaml", "--seed", "3", "b.yaml", "-v")
    #expect(values[Sample.scenario].description == "a.yaml")
    #expect(values[Sample.plan]?.description == "b.yaml")
    #expect(values[Sample.seed] == 3)
    #expect(values[Sample.json])
    #expect(values[Sample.verbose])
  }

  @Test("What is not written has its default, or is nil, empty, false")
  func defaults() throws {
    let values = try Sample.values("replay", "a.yaml")
    #expect(values[Sample.seed] == 1)
    #expect(values[Sample.format] == .text)
    #expect(values[Sample.limit] == nil)
    #expect(values[Sample.plan] == nil)
    #expect(values[Sample.faults] == [])
    #expect(!values[Sample.json])
  }

  @Test("A bundle of letters can end with an option and its value")
  func bundles() throws {
    for words in [["-vjs", "5"], ["-vjs5"], ["-vjs=5"]] {
      guard case .run(_, let values) = try Sample.command.parse(["replay", "a.yaml"] + words)
      else { throw Unexpected(description: "\(words)") }
      #expect(values[Sample.verbose] && values[Sample.json] && values[Sample.seed] == 5)
    }
  }

  @Test("The last of a repeated option counts, unless it collects them all")
  func repetition() throws {
    let values = try Sample.values(
      "replay", "a", "--seed=1", "--seed=2", "--fault", "torn", "--fault=full")
    #expect(values[Sample.seed] == 2)
    #expect(values[Sample.faults] == ["torn", "full"])
  }

  @Test("After '--' everything is positional, help and '--' itself included")
  func literal() throws {
    let values = try Sample.values("replay", "--json", "--", "--help", "--")
    #expect(values[Sample.scenario].description == "--help")
    #expect(values[Sample.plan]?.description == "--")
  }

  @Test("A lone '-' and negative numbers are values")
  func dashes() throws {
    let values = try Sample.values("replay", "-", "-3", "--limit", "-12")
    #expect(values[Sample.scenario].description == "-")
    #expect(values[Sample.plan]?.description == "-3")
    #expect(values[Sample.limit] == -12)
    #expect(try Sample.values("store", "drop", "--key", "-", "a")[Sample.key] == "-")
  }

  @Test("An empty value after '=' is a value")
  func empty() throws {
    #expect(try Sample.values("store", "drop", "--key=", "a")[Sample.key] == "")
    #expect(try Sample.values("store", "drop", "--key=a=b", "a")[Sample.key] == "a=b")
  }

  @Test("A repeating argument takes all that is left")
  func repeating() throws {
    let values = try Sample.values("store", "drop", "a", "--key", "k", "b", "c")
    #expect(values[Sample.names] == ["a", "b", "c"])
  }

  @Test(
    "Help is answered wherever it stands, whatever else is wrong",
    arguments: [
      ["replay", "--help"], ["replay", "--sed", "--help"], ["replay", "-h", "a", "b", "c"],
      ["replay", "-vh"],
    ])
  func help(words: [String]) throws {
    guard case .help(let path) = try Sample.command.parse(words) else {
      throw Unexpected(description: "no help")
    }
    #expect(path == ["replay"])
  }

  @Test("A group alone is a request for its help")
  func groups() throws {
    for words in [[], ["store"], ["store", "-h"]] {
      guard case .help(let path) = try Sample.command.parse(words) else {
        throw Unexpected(description: "no help for \(words)")
      }
      #expect(path == words.filter { $0 != "-h" })
    }
  }

  @Test("A path of subcommands leads to the one that runs, hidden or not")
  func paths() throws {
    for words in [["store", "list"], ["selftest"], ["help"]] {
      guard case .run(let path, _) = try Sample.command.parse(words) else {
        throw Unexpected(description: "nothing runs")
      }
      #expect(path == words)
    }
  }

  @Test("The version is the root's alone")
  func version() throws {
    guard case .version("9.8.7") = try Sample.command.parse(["--version"]) else {
      throw Unexpected(description: "no version")
    }
    #expect(try Sample.refusal("replay", "a", "--version") == "Unknown option '--version'.")
  }
}
