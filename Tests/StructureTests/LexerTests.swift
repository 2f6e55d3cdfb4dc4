import Testing

@Suite struct LexerTests {
  private func words(_ text: String) -> [String] {
    SourceFile(path: "x.swift", text: text).tokens.map(\.text)
  }

  @Test(arguments: [
    ("a // b", ["a"]),
    ("a /* b /* c */ d */ e", ["a", "e"]),
    ("f(\"Task\")", ["f", "(", "\"\"", ")"]),
    ("\"a \\\" b\" c", ["\"\"", "c"]),
    ("#\"a \" \\(b) c\"# d", ["\"\"", "d"]),
    ("#\"a \\#(b) c\"# d", ["b", "\"\"", "d"]),
    ("\"\"\"\n a \"b\" // c\n\"\"\" d", ["\"\"", "d"]),
    ("\"a \\(f(x, \"y\")) b\" c", ["f", "(", "x", ",", "\"\"", ")", "\"\"", "c"]),
    ("#if A\nb", ["#", "if", "A", "b"]),
    ("a /* open", ["a"]),
    ("a \"open", ["a", "\"\""]),
    ("a \"\\(open", ["a", "open", "\"\""]),
  ])
  func commentsAndStringsAreNoCode(text: String, wanted: [String]) {
    #expect(words(text) == wanted)
  }

  @Test func linesAreCountedThroughCommentsAndStrings() {
    let text = "/* 1\n2 */ a\n\"\"\"\n4\n\\(b)\n\"\"\"\nc // note\n"
    let file = SourceFile(path: "x.swift", text: text)
    #expect(file.tokens.filter(\.isWord).map(\.line) == [2, 5, 7])
    #expect(file.comments[7] == "// note")
    #expect(file.lineCount == 7)
  }
}
