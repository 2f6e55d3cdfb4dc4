import TestSupport
import Testing

/// The pages show what the commands print, and nothing that somebody typed.
@Suite struct ExplorationPageTests {
  private static let root = TextFile.beside("../..")
  private static let mark = "<!-- run: rehearse "

  /// The commands of a page, each with what stands below it.
  private static func examples(of page: String) -> [(words: String, shown: String)] {
    let text = TextFile.read("\(root)/\(page)") ?? ""
    return text.split(separator: mark).dropFirst().compactMap { part in
      guard let head = part.firstRange(of: " -->\n"), let end = part.firstRange(of: "<!-- end -->")
      else { return nil }
      return (String(part[..<head.lowerBound]), String(part[head.upperBound..<end.lowerBound]))
    }
  }

  private static func printed(_ words: String) throws -> String {
    // From the folder of the package, as somebody types it.
    let program = try Program.run(
      "/bin/sh", ["-c", "cd '\(root)' && exec '\(Program.built)' \(words)"], secondsMax: 120)
    return "```text\n\(program.output)```\n"
  }

  @Test(arguments: ["docs/exploration.md", "README.md"])
  func pageShowsWhatIsPrinted(page: String) throws {
    let examples = Self.examples(of: page)
    #expect(examples.count >= (page == "README.md" ? 1 : 6))
    for (words, shown) in examples {
      let printed = try Self.printed(words)
      #expect(
        shown == printed,
        "\(words): run scripts/exploration-page.sh\n\(lineDifference(from: shown, to: printed))")
    }
  }

  @Test func theExampleThatIsExplainedIsTheOneThatWasShrunk() throws {
    let shrunk = try Self.printed("shrink docs/examples/two-wrappers.yaml")
    let file = try #require(TextFile.read("\(Self.root)/docs/examples/shrunk.yaml"))
    let first = try #require(file.split(separator: "\n").first)
    #expect(first.hasPrefix("# yaml-language-server: "))
    #expect("```text\n" + file.dropFirst(first.count + 1) + "```\n" == shrunk)
  }
}
