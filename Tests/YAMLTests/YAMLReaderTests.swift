import Testing
import YAML

/// What stands where in a document.
@Suite struct YAMLReaderTests {
  private func error(_ text: String) -> String? {
    error(Array(text.utf8))
  }

  private func error(_ bytes: [UInt8]) -> String? {
    do {
      _ = try YAMLReader.read(bytes)
      return nil
    } catch {
      return "\(error.mark.line):\(error.mark.column): \(error.sentence)"
    }
  }

  private func scalar(_ text: String) throws -> YAMLScalar {
    guard case .scalar(let scalar) = try YAMLReader.read(text).content else {
      throw YAMLError("no scalar", at: .nowhere)
    }
    return scalar
  }

  @Test func everyNodeHasItsPlace() throws {
    let root = try YAMLReader.read("desk:\n  kind: \"ä\"\n\n  # more\n\nlist: [a, {b: c}]\n")
    guard case .mapping(let entries) = root.content, entries.count == 2,
      case .mapping(let desk) = entries[0].value.content,
      case .sequence(let list) = entries[1].value.content
    else { throw YAMLError("other nodes", at: root.start) }
    #expect(entries.map(\.key.text) == ["desk", "list"])
    #expect(root.start == Mark(line: 1, column: 1))
    #expect(root.end == Mark(line: 6, column: 18))
    #expect(entries[1].keyStart == Mark(line: 6, column: 1))
    #expect(entries[1].keyEnd == Mark(line: 6, column: 5))
    #expect(entries[0].value.start == Mark(line: 2, column: 3))
    #expect(entries[0].value.end == Mark(line: 2, column: 12))
    #expect(desk[0].value.start == Mark(line: 2, column: 9))
    #expect(entries[1].value.layout == .flow)
    #expect(entries[0].value.layout == .block)
    #expect(list[1].start == Mark(line: 6, column: 11))
    #expect(list[1].end == Mark(line: 6, column: 17))
  }

  @Test func scalarsKeepTheirTextAndWhetherTheyWereQuoted() throws {
    #expect(try scalar("no") == YAMLScalar("no"))
    #expect(try scalar("'no'") == YAMLScalar("no", isQuoted: true))
    #expect(try scalar("\"a\\tb\"") == YAMLScalar("a\tb", isQuoted: true))
    #expect(try scalar("|\n  a\n  b\n") == YAMLScalar("a\nb\n", isQuoted: true))
    #expect(try scalar("0x1f") == YAMLScalar("0x1f"))
    #expect(try scalar("\u{FEFF}a") == YAMLScalar("a"))
    #expect(try scalar("---\n") == YAMLScalar(""))
  }

  @Test(arguments: [
    ("", YAMLKind.null), ("~", .null), ("Null", .null), ("nULL", .string), ("true", .boolean),
    ("FALSE", .boolean), ("yes", .string), ("0", .integer), ("-12", .integer), ("+5", .integer),
    ("010", .integer), ("0o17", .integer), ("0o8", .string), ("0o", .string), ("0x1F", .integer),
    ("0x", .string), ("0xg", .string), ("1_000", .string), ("1.", .float), (".5", .float),
    ("-.5e-3", .float), ("1e3", .float), ("1e", .string), (".", .string), ("-", .string),
    ("+.inf", .float), ("-.INF", .float), (".NaN", .float), ("+.nan", .string), ("1.2.3", .string),
    ("5s", .string), ("e5", .string), ("1..200", .string),
  ])
  func plainScalarsHaveTheTypesOfTheCoreSchema(text: String, kind: YAMLKind) {
    #expect(YAMLKind(ofPlain: text) == kind)
    #expect(YAMLScalar(text, isQuoted: true).kind == .string)
  }

  @Test func anAliasIsTheSameNodeAtItsOwnPlace() throws {
    let root = try YAMLReader.read(
      "a: &x {b: c}\nd: *x\n&k e: *k\n*k : f\n".replacing("*k : f\n", with: ""))
    guard case .mapping(let entries) = root.content else { return }
    #expect(entries[1].value.isSame(as: entries[0].value))
    #expect(entries[1].value.start == Mark(line: 2, column: 4))
    #expect(entries[1].value.end == Mark(line: 2, column: 6))
    #expect(entries[2].value.isSame(as: .text("e")))
  }

  @Test(arguments: [
    ("a: *x", "1:4: nothing before this place has the anchor 'x'"),
    ("&x [*x]", "1:5: the alias 'x' stands inside what it names"),
    ("a: &x 1\nb:\n  <<: *x", "3:3: merge keys (<<) are not supported; write the keys out"),
    ("a: !!str b", "1:4: tags are not supported; the type follows from the key"),
    ("!x [a]", "1:1: tags are not supported; the type follows from the key"),
    ("!x {a: b}", "1:1: tags are not supported; the type follows from the key"),
    ("%TAG ! x:\n---\na", "1:1: tags are not supported; the type follows from the key"),
    ("a\n---\nb", "2:1: a second document begins here; one is read"),
    ("# nothing\n", "1:1: there is no document in this file"),
    ("", "1:1: there is no document in this file"),
    (
      "a: 1\nb: 2\na: 3",
      "3:1: the key 'a' stands twice in one mapping; it stands first at line 1, column 1"
    ),
    ("[a]: b", "1:1: a list or mapping cannot be a key; a key is a single word or text"),
    (
      "a: &x [b]\n? *x\n: c",
      "2:3: a list or mapping cannot be a key; a key is a single word or text"
    ),
    ("?\n: b", "1:2: a key is missing here"),
    ("a:\n\tb: c", "2:1: a tab indents this line; indent with spaces"),
    ("a:\n  b: c\n \td: e", "3:2: a tab indents this line; indent with spaces"),
    (
      "a: b: c",
      "1:5: a ':' cannot stand here; quote a text that has one in it, or look at the indentation"
    ),
    ("a: @b", "1:4: a value cannot begin with '@'; put it in quotes"),
    ("a: \"b", "1:6: a quoted text is not closed; see the one that begins at line 1, column 4"),
    (
      "a: [b",
      "2:1: expected ',' or ']' in a list in brackets; see the one that begins at line 1, column 4"
    ),
    (
      "a: {b",
      "2:1: expected ',' or '}' in a mapping in braces; see the one that begins at line 1, column 4"
    ),
    (
      "a: 1\n b: 2",
      "2:3: a ':' cannot stand here; quote a text that has one in it, or look at the indentation"
    ),
    ("a: - b", "1:4: a list item cannot begin here; begin the list on a line of its own"),
    (
      "a: \"\\q\"",
      "1:5: an escape that YAML does not know; write '\\\\' for a backslash, or use single quotes"
    ),
    ("a: b\u{7}", "1:5: the control character U+0007 is not allowed"),
    (
      "a: \u{85}",
      "1:4: the line separator U+0085 is not allowed; write \"\\u0085\" in double quotes"
    ),
    (
      "a: \u{2028}",
      "1:4: the line separator U+2028 is not allowed; write \"\\u2028\" in double quotes"
    ),
    ("a: \u{FEFF}", "1:4: the character U+FEFF is not allowed"),
    ("ä: \u{81}", "1:4: the character U+0081 is not allowed"),
  ])
  func whatCannotBeReadHasAPlaceAndASentence(text: String, wanted: String) {
    #expect(error(text) == wanted)
  }

  @Test(
    arguments: [
      [0x61, 0x0A, 0x62, 0xFF], [0x61, 0x0D, 0x62, 0xC3], [0x61, 0x0D, 0x0A, 0x62, 0xC0, 0x80],
      [0x0A, 0x62, 0xED, 0xA0, 0x80], [0x0A, 0x62, 0xF4, 0x90, 0x80, 0x80],
      [0x0A, 0x62, 0xE0, 0x80, 0x80], [0x0A, 0x62, 0xF0, 0x9F, 0x98, 0x41], [0x0A, 0x62, 0x80],
    ] as [[UInt8]])
  func invalidUTF8HasItsPlace(bytes: [UInt8]) {
    let found = error(bytes)
    #expect(found?.hasPrefix("2:2: the byte 0x") == true, "\(found ?? "nothing")")
  }

  @Test func noDocumentIsDeeperThanItMayBe() {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(error(nested(64)) == nil)
    #expect(error(nested(65)) == "1:65: more than 64 lists and mappings inside one another")
    #expect(error("a: &x " + nested(60) + "\nb: [[[*x]]]") == nil)
    #expect(
      error("- &x " + nested(60) + "\n- [[[[*x]]]]")
        == "2:7: more than 64 lists and mappings inside one another")
  }

  @Test func noDocumentHasMoreNodesThanItMayHave() {
    #expect(error("[" + String(repeating: "a,", count: 99_999) + "]") == nil)
    #expect(
      error("[" + String(repeating: "a,", count: 100_000) + "]")
        == "1:200000: the document has more than 100000 values, aliases written out")
    var laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...30 {
      let above = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      laughs += "a\(level): &a\(level) [\(above)]\n"
    }
    #expect(error(laughs)?.contains("more than 100000 values") == true)
  }

  @Test func noDocumentIsLargerThanItMayBe() {
    #expect(error(Array(repeating: 0x61, count: 4 << 20)) == nil)
    #expect(
      error(Array(repeating: 0x61, count: (4 << 20) + 1))
        == "1:1: the file has 4194305 bytes; at most 4194304 are read")
  }

  @Test(arguments: [
    "[", "{", "- ", "a: ", "? ", "\"", "&a ", "*", "#", "\n ", "a\n", "|\n", "[a,", "%",
  ])
  func aMillionOfAnythingIsAnsweredSoon(piece: String) {
    let clock = ContinuousClock()
    let text = String(repeating: piece, count: 1_000_000 / piece.utf8.count)
    let took = clock.measure { _ = error(text) }
    #expect(took < .seconds(20))
  }
}
