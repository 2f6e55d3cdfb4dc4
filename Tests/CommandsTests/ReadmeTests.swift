import TestSupport
import Testing

/// The README shows what the command prints, and nothing that somebody typed.
@Suite struct ReadmeTests {
  @Test func failureInTheReadmeIsWhatReplayPrints() throws {
    let readme = try #require(TextFile.read(TextFile.beside("../../README.md")))
    let command = "rehearse replay scenarios/two-requests-one-key.yaml --red 2"
    let begin = try #require(readme.firstRange(of: "<!-- \(command) -->\n"))
    let rest = readme[begin.upperBound...]
    let end = try #require(rest.firstRange(of: "<!-- end -->"))
    let shown = String(rest[..<end.lowerBound])
    let page = try Program.rehearse(
      "replay", TextFile.beside("../../scenarios/two-requests-one-key.yaml"), "--red", "2"
    ).output
    #expect(shown == Self.block(of: page))
  }

  /// The screen of the failure as a block of text, with the path that one types.
  private static func block(of page: String) -> String {
    var lines = page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    lines = Array(lines.drop { !$0.hasPrefix("violated  one-session") })
    lines = Array(lines.prefix { !$0.hasPrefix("1 scenario") })
    while lines.last == "" { lines.removeLast() }
    let folder = TextFile.beside("../../scenarios/")
    return (["```text"] + lines.map { $0.replacing(folder, with: "scenarios/") } + ["```", ""])
      .joined(separator: "\n")
  }
}
