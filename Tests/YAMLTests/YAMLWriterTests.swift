import Testing
import YAML

@Suite struct YAMLWriterTests {
  /// Writes, reads what was written, and gives the text if it says the same.
  private func written(_ node: YAMLNode) throws -> String {
    let text = YAMLWriter.text(of: node)
    let again = try YAMLReader.read(text)
    #expect(again.isSame(as: node), "\(text)")
    #expect(YAMLWriter.text(of: again) == text)
    return text
  }

  @Test func aDocumentLooksAsAPersonWouldWriteIt() throws {
    let text = """
      scenario: The worker's pane dies just after the prompt was sent
      covers: [seed-004 R12, catalogue C8]
      seeds: 1..200
      actors:
        desk: { kind: desk-runner, root: /srv/blog, slug: blog, background: true }
      timeline:
        - at: 12s
          kill-pane: desk.worker
        - at: 40s..60s
          duplicate: desk
      expect:
        - one-runner-per-root
        - count: { of: sessions, is: 1 }
        - - a
          - b
      nothing:
      none: []
      empty: {}
      script: |
        echo one

          echo two
      note: |-
        a
        b

      """
    #expect(try YAMLWriter.text(of: YAMLReader.read(text)) == text)
  }

  @Test func whatIsSmallAndFlatStandsOnOneLine() throws {
    let four = YAMLNode.sequence((1...4).map { .plain("\($0)") })
    let five = YAMLNode.sequence((1...5).map { .plain("\($0)") })
    let pair = YAMLNode.mapping([YAMLEntry("of", .text("x")), YAMLEntry("is", .plain("1"))])
    #expect(
      try written(.mapping([YAMLEntry("a", four), YAMLEntry("b", five), YAMLEntry("c", pair)]))
        == "a: [1, 2, 3, 4]\nb:\n  - 1\n  - 2\n  - 3\n  - 4\n  - 5\nc: { of: x, is: 1 }\n")
    #expect(try written(.sequence([pair, four])) == "- of: x\n  is: 1\n- [1, 2, 3, 4]\n")
    let marked = YAMLNode.mapping([YAMLEntry("d", pair)], layout: .flow)
    #expect(try written(.sequence([marked])) == "- { d: { of: x, is: 1 } }\n")
    var block = four
    block.layout = .block
    #expect(try written(.mapping([YAMLEntry("a", block)])).hasPrefix("a:\n  - 1\n"))
  }

  @Test func noLineInBracketsIsLongerThanItMayBe() throws {
    for length in 30...60 {
      let item = YAMLNode.text(String(repeating: "x", count: length))
      let text = try written(.mapping([YAMLEntry("key", .sequence([item, item], layout: .flow))]))
      let columns = 5 + 1 + 2 * length + 2 + 1
      #expect(text.contains("[") == (columns <= 88), "\(columns)")
    }
  }

  @Test(arguments: [
    ("plain", "plain"), ("two words", "two words"), ("no", "no"), ("12s", "12s"),
    ("true", "\"true\""), ("5", "\"5\""), ("~", "\"~\""), ("", "\"\""), ("1e3", "\"1e3\""),
    ("it's", "it's"), ("'a", "\"'a\""), ("\"a\"", "'\"a\"'"), ("a: b", "\"a: b\""), ("a:b", "a:b"),
    ("a:", "\"a:\""), ("a #b", "\"a #b\""), ("a#b", "a#b"), ("-", "\"-\""), ("-a", "-a"),
    ("- a", "\"- a\""), ("?a", "\"?a\""), ("@a", "\"@a\""), ("*", "\"*\""), (" a", "\" a\""),
    ("a ", "\"a \""), ("a, b", "a, b"), ("---", "\"---\""), ("...", "\"...\""), ("\t", "\"\\t\""),
    ("a\u{7}", "\"a\\x07\""), ("\u{2028}", "\"\\u2028\""), ("\u{FEFF}", "\"\\uFEFF\""),
    ("\\d: 'x'", "'\\d: ''x'''"), ("日本 😀", "日本 😀"), ("\r\n", "\"\\r\\n\""), ("\n", "\"\\n\""),
    ("<<", "\"<<\""), ("=", "\"=\""), ("==", "=="),
    ("a\\b: \u{1}", "\"a\\\\b: \\x01\""), ("\u{FFFF}", "\"\\uFFFF\""),
  ])
  func quotesStandOnlyWhereTheyAreNeeded(text: String, wanted: String) throws {
    #expect(try written(.text(text)) == wanted + "\n")
    #expect(try written(.mapping([YAMLEntry("k", .text(text))])) == "k: \(wanted)\n")
    _ = try written(.mapping([YAMLEntry(text, .text(text))]))
    _ = try written(.mapping([YAMLEntry("k", .mapping([YAMLEntry(text, .text(text))]))]))
    _ = try written(.sequence([.sequence([.text(text)], layout: .flow), .plain("")]))
  }

  @Test func longKeysAndNothingCanBeWritten() throws {
    let key = String(repeating: "k", count: 2_000)
    let inner = YAMLNode.mapping([YAMLEntry(key, .plain("")), YAMLEntry("<<", .text("x"))])
    _ = try written(.mapping([YAMLEntry(key, .mapping([YAMLEntry("a", inner)]))]))
    _ = try written(.sequence([inner, .sequence([inner]), .sequence([.plain(""), .plain("")])]))
    #expect(try written(.plain("")) == "---\n")
    #expect(try written(.sequence([])) == "[]\n")
    #expect(try written(.mapping([])) == "{}\n")
  }

  @Test(arguments: [
    "a\nb", "a\nb\n", "a\n\nb", "a\n\n", "\na", " a\nb", "a\n  b\n", "a\nb ", "a\n \nb", "a\n\tb",
    "# a\nb", "a\r\nb", "a\n\u{7}b", "---\nb", "\ta\nb",
  ])
  func textsOfSeveralLinesAreKept(text: String) throws {
    _ = try written(.text(text))
    let once = try written(.mapping([YAMLEntry("k", .text(text)), YAMLEntry("l", .text("m"))]))
    let twice = try written(.sequence([.mapping([YAMLEntry("k", .text(text))]), .text(text)]))
    if text == "a\nb" {
      #expect(once == "k: |-\n  a\n  b\nl: m\n")
      #expect(twice == "- k: |-\n    a\n    b\n- |-\n  a\n  b\n")
    }
  }
}
