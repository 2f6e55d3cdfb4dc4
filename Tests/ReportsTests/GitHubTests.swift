import Reports
import Testing

@Suite("GitHub")
struct GitHubTests {
  @Test("An annotation with everything, and one with nothing but a message")
  func annotations() {
    let full = GitHubAnnotation(
      .error, "two sessions", file: "scenarios/spawn.yaml", line: 12, endLine: 14, column: 3,
      endColumn: 9, title: "violated")
    #expect(
      full.command
        == "::error file=scenarios/spawn.yaml,line=12,endLine=14,col=3,endColumn=9,"
        + "title=violated::two sessions")
    #expect(GitHubAnnotation(.notice, "done").command == "::notice::done")
    #expect(GitHubAnnotation(.warning, "", line: 1).command == "::warning line=1::")
  }

  @Test("What would end a property or the command is escaped, once")
  func escaping() {
    let nasty = "50%: a,b\r\nc%0A::d"
    #expect(
      GitHubAnnotation(.error, nasty, file: nasty, title: nasty).command
        == "::error file=50%25%3A a%2Cb%0D%0Ac%250A%3A%3Ad,title=50%25%3A a%2Cb%0D%0Ac%250A%3A%3Ad"
        + "::50%25: a,b%0D%0Ac%250A::d")
  }

  private static var summary: GitHubSummary {
    var summary = GitHubSummary(
      "Replay *7*", note: "2 | 1", headings: [Column("Scenario"), Column("Runs", .right)])
    summary.add(["spawn_twice", "1000"])
    summary.add(["a|b\nc\\|", "0"])
    return summary
  }

  @Test("The summary, byte for byte")
  func document() {
    #expect(
      Self.summary.markdown() == """
        ### Replay \\*7\\*

        2 \\| 1

        | Scenario | Runs |
        | --- | ---: |
        | spawn\\_twice | 1000 |
        | a\\|b<br>c\\\\\\| | 0 |

        """)
  }

  @Test("Rows that do not fit are left out, and counted")
  func tooLong() {
    let whole = Self.summary.markdown()
    #expect(Self.summary.markdown(bytesMax: whole.utf8.count) == whole)
    let cut = Self.summary.markdown(bytesMax: whole.utf8.count - 1)
    #expect(cut.hasSuffix("| --- | ---: |\n\nRows that do not fit into a summary: 2.\n"))

    var long = GitHubSummary("Long", headings: [Column("é")])
    for _ in 0..<5_000 { long.add([String(repeating: "é", count: 500)]) }
    let text = long.markdown()
    #expect(text.utf8.count <= GitHubSummary.bytesMax)
    #expect(text.utf8.count > GitHubSummary.bytesMax - 2_000)
    let shown = text.split(separator: "\n").filter { $0.hasPrefix("| éé") }.count
    #expect(text.hasSuffix("\nRows that do not fit into a summary: \(5_000 - shown).\n"))
  }

  @Test(
    "GitHub's own Markdown shows every cell to the letter",
    .enabled(if: Program.validators != nil, "skipped: install-report-validators.sh has not run"))
  func rendered() throws {
    let python = try #require(Program.validators)
    let cells = [
      "a|b", "a\\|b", "\\", "`a|b`", "*a* _b_ **c** __d__ ~~e~~", "<b>x</b> &amp; <!-- -->",
      "[a](b) ![c](d) [e]", "$x$ # 1. - + 5 > 4", "é👩‍🚀", "a\nb", "a\r\nb\rc", "https:", "\\\\||\\",
    ]
    var summary = GitHubSummary("t", headings: [Column("a|b"), Column("n", .right)])
    for cell in cells { summary.add([cell, "1"]) }
    summary.add(["\u{0}\u{1B}[1m\u{85}\tx", "1"])
    let read = try Program.run(python, "markdown", on: summary.markdown())
    let shown = cells.map { $0.split(separator: /\r\n|\r|\n/).joined(separator: "\n") }
    let rows = ["a|b"] + shown + ["␀␛[1m\u{FFFD} x"]
    let expected = rows.enumerated().map { index, cell in
      Quoted.line([.text(cell), index == 0 ? "n" : "1"])
    }
    #expect(read.errors == "" && read.output == expected.joined(), "\(read.output)")
  }
}
