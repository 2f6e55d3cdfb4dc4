import Forms
import Testing
import YAML

@Suite struct DiagnosticsTests {
  private func text(_ source: String, at mark: Mark, hint: String? = nil) -> String {
    var diagnostics = Diagnostics(file: "a/b.yaml", source: Array(source.utf8))
    diagnostics.add("wrong", at: mark, hint: hint)
    return diagnostics.text
  }

  /// The line and the caret that are shown.
  private func excerpt(_ source: String, at mark: Mark) -> [String] {
    text(source, at: mark).split(separator: "\n").dropFirst().map(String.init)
  }

  @Test func anErrorShowsItsLineAndAHint() {
    let document = "steps:\n  - kil-pane: a\n"
    #expect(
      text(document, at: Mark(line: 2, column: 5), hint: "did you mean 'kill-pane'?") == """
        a/b.yaml:2:5: error: wrong
          - kil-pane: a
            ^
        hint: did you mean 'kill-pane'?

        """)
  }

  @Test(arguments: [
    ("\ta\tb", 4, "\t \t^"), ("日本: x", 3, "    ^"), ("😀 x", 3, "   ^"), ("e\u{301}x", 3, " ^"),
    ("ä x", 3, "  ^"), ("\u{FEFF}ab", 2, " ^"), ("ab", 3, "  ^"), ("ab", 99, "  ^"), ("", 1, "^"),
  ])
  func theCaretStandsUnderItsPlace(line: String, column: Int, caret: String) {
    #expect(excerpt(line + "\r\nmore", at: Mark(line: 1, column: column)).last == caret)
  }

  @Test func linesEndWhereTheReaderSaysSo() {
    #expect(excerpt("a\rb\r\nc\nd", at: Mark(line: 4, column: 1)) == ["d", "^"])
    #expect(excerpt("a", at: Mark(line: 2, column: 1)) == [])
    #expect(excerpt("a", at: .nowhere) == [])
  }

  @Test func whatWouldMoveTheCursorIsReplaced() {
    #expect(
      excerpt("a\u{1B}[2Jb\u{202E}c", at: Mark(line: 1, column: 7)) == ["a�[2Jb�c", "      ^"])
  }

  @Test(arguments: [0, 10, 60, 100, 250, 299])
  func longLinesAreCutAroundTheCaret(place: Int) {
    var scalars = Array(repeating: "x", count: 300)
    scalars[place] = "Y"
    let shown = excerpt(scalars.joined(), at: Mark(line: 1, column: place + 1))
    #expect(shown.count == 2)
    #expect(shown[0].count <= 100)
    #expect(shown[0].count >= 90)
    #expect(Array(shown[0])[shown[1].count - 1] == "Y")
    #expect(shown[0].hasPrefix("…") == (place > 50))
    #expect(shown[0].hasSuffix("…") == (place < 250))
  }

  @Test func errorsStandInTheOrderOfTheDocumentAndAreLimited() {
    var diagnostics = Diagnostics(file: "f", source: [])
    var made = 0
    func message() -> String {
      made += 1
      return "wrong"
    }
    for line in (1...30).reversed() { diagnostics.add(message(), at: Mark(line: line, column: 1)) }
    #expect(diagnostics.count == 30)
    #expect(diagnostics.shown.map(\.line) == Array(11...30))
    #expect(made == 20)
    #expect(diagnostics.text.hasSuffix("f: 10 more errors are not shown\n"))
  }

  @Test func allErrorsOfADocumentAreFoundInOnePass() {
    let text = """
      title: ''
      actors: { A: { kind: trm } }
      steps:
        - at: 5
          wate: 2s
      more: 1
      """
    do {
      _ = try Demo.form.load(Array(text.utf8), file: "f")
    } catch {
      #expect(
        error.shown.map { "\($0.line):\($0.column)" } == [
          "1:8", "2:11", "2:22", "4:9", "5:5", "6:1",
        ])
      #expect(error.shown[2].hint == "did you mean 'term'?")
    }
  }

  @Test func anErrorOfTheTextItselfIsShownTheSame() {
    do {
      _ = try Demo.form.load(Array("a:\n\tb: c\n".utf8), file: "f")
    } catch {
      #expect(
        error.text == "f:2:1: error: a tab indents this line; indent with spaces\n\tb: c\n^\n")
    }
  }
}
