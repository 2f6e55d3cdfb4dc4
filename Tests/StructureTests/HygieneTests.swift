import Testing

@Suite struct HygieneTests {
  @Test func textsHoldNothingLeftOver() {
    let found = Tree.files.flatMap { path in
      Tree.text(of: path).map { Hygiene.offences(inText: $0, path: path) } ?? []
    }
    expectNone(found)
  }

  @Test func sourcesAreShortAndTrapWithWords() {
    expectNone(Tree.sources.flatMap(Hygiene.offences))
  }

  // The parts are joined here only, so that this file keeps the rule that it tests.
  @Test(arguments: [
    ["// TO", "DO: later"], ["# FIX", "ME"], ["a XX", "X b"],
    ["see /wo", "rk/main"], ["\"/ro", "ot/.cache\""], ["cd /ho", "me/someone"],
  ])
  func aLeftoverIsFound(parts: [String]) {
    let found = Hygiene.offences(inText: "\n" + parts.joined(), path: "a.md")
    #expect(found.map(\.line) == [2])
  }

  @Test(arguments: [
    ["mkTO", "DOs"], ["Sources/wo", "rk/a"], ["https://example.test/ho", "me/"],
    ["../ro", "ot/a"], ["$HO", "ME"],
  ])
  func whatOnlyLooksAlikeIsAllowed(parts: [String]) {
    #expect(Hygiene.offences(inText: parts.joined(), path: "a.md") == [])
  }

  @Test(arguments: ["fatalError()", "preconditionFailure( )"])
  func aTrapWithoutWordsIsFound(text: String) {
    let file = SourceFile(path: "Sources/Live/A.swift", text: "func f() { \(text) }")
    #expect(Hygiene.offences(in: file).count == 1)
  }

  @Test func aTrapWithWordsIsAllowed() {
    let text = "func f() { fatalError(\"no pane\") } // fatalError()"
    #expect(Hygiene.offences(in: SourceFile(path: "Sources/Live/A.swift", text: text)) == [])
  }

  @Test func aLongFileIsFound() {
    func file(_ lines: Int) -> SourceFile {
      SourceFile(path: "Sources/Live/A.swift", text: String(repeating: "a\n", count: lines))
    }
    #expect(Hygiene.offences(in: file(Hygiene.sourceLines_max)) == [])
    #expect(Hygiene.offences(in: file(Hygiene.sourceLines_max + 1)).count == 1)
  }
}
