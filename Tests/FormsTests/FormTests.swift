import Forms
import Testing
import YAML

/// What each form takes, what it says of what it does not take, and what it writes.
@Suite struct FormTests {
  /// The errors in a document, without its name.
  private func errors<Value>(_ text: String, _ form: Form<Value>) -> [String] {
    do {
      _ = try form.load(Array(text.utf8), file: "f")
      return []
    } catch {
      return error.shown.map { diagnostic in
        "\(diagnostic.line):\(diagnostic.column): \(diagnostic.message)"
          + (diagnostic.hint.map { " (\($0))" } ?? "")
      }
    }
  }

  private func load<Value>(_ text: String, _ form: Form<Value>) throws(Diagnostics) -> Value {
    try form.load(Array(text.utf8), file: "f")
  }

  @Test(arguments: ["no", "1e3", "0x1f", "null", "~", "true", "5s", "010"])
  func aTextIsWhatWasWritten(text: String) throws {
    #expect(try load(text, .text) == text)
    #expect(try load(Form.text.text(of: text), .text) == text)
  }

  @Test func aTextMayBeEmptyUnlessItMayNot() throws {
    #expect(try load("--- ''", .text) == "")
    #expect(try load("---\n", .text) == "")
    #expect(try load("5", .nonEmptyText) == "5")
    #expect(try load("'~'", .nonEmptyText) == "~")
    #expect(
      errors("''", .nonEmptyText)
        == ["1:1: expected a text that is not empty, found an empty text"])
    #expect(
      errors("~", .nonEmptyText) == [
        "1:1: expected a text that is not empty, found '~' (put it in quotes if the text is meant)"
      ])
    #expect(errors("[a]", .text) == ["1:1: expected a text, found a list"])
    #expect(errors("a: b", .text) == ["1:1: expected a text, found a mapping"])
  }

  @Test func aNameHasFewLetters() throws {
    #expect(try load("a-1", .name) == "a-1")
    #expect(try load("'null'", .name) == "null")
    for text in ["A", "1a", "a_b", "a.b", "-a", "ä", "'a b'", "''"] {
      #expect(errors(text, .name).count == 1, "\(text)")
      #expect(errors(text, .name).first?.contains("begins with a letter") == true, "\(text)")
    }
    #expect(
      errors("null", .name) == [
        "1:1: expected a name, found 'null', which is no text to YAML (put it in quotes)"
      ])
    #expect(Form.name.text(of: "true") == "\"true\"\n")
  }

  @Test(arguments: [
    ("1e3", ", which has an exponent (write it in plain decimal digits)"),
    ("0x10", ", which is hexadecimal (write it in plain decimal digits)"),
    ("0o7", ", which is octal (write it in plain decimal digits)"),
    ("0b1", ", which is binary (write it in plain decimal digits)"),
    ("1_000", ", which has underscores (write it in plain decimal digits)"),
    ("010", ", which has a leading zero (some parsers take it for octal; leave it out)"),
    ("+5", ", which has a plus sign (write it in plain decimal digits)"),
    ("5.0", ", which has a fraction (write a whole number)"),
    ("-0", " (write 0)"), ("-", ""), ("x", ""), ("101", ""), ("-1", ""), ("5s", ""),
    ("99999999999999999999", ", which is out of range"),
  ])
  func aNumberIsPlainDecimal(text: String, why: String) {
    #expect(
      errors(text == "-" ? "'-'" : text, .integer(in: 0...100))
        == ["1:1: expected a whole number from 0 to 100, found '\(text)'" + why])
  }

  @Test func numbersWithinTheRangeAreRead() throws {
    #expect(try load("0", .integer(in: 0...100)) == 0)
    #expect(try load("-7", .integer(in: -7...7)) == -7)
    #expect(try load("\(Int.min)", .integer(in: .min ... .max)) == .min)
    #expect(
      errors("'5'", .integer(in: 0...9)) == [
        "1:1: expected a whole number from 0 to 9, found '5' in quotes, which is a text "
          + "(leave the quotes out)"
      ])
    #expect(Form.integer(in: -7...7).text(of: -7) == "-7\n")
  }

  @Test func aBooleanHasTwoSpellings() throws {
    #expect(try load("true", .boolean))
    #expect(try !load("false", .boolean))
    #expect(errors("yes", .boolean) == ["1:1: expected true or false, found 'yes' (write true)"])
    #expect(
      errors("False", .boolean) == ["1:1: expected true or false, found 'False' (write false)"])
    #expect(
      errors("'true'", .boolean)
        == ["1:1: expected true or false, found 'true' in quotes (write true)"])
    #expect(errors("x", .boolean) == ["1:1: expected true or false, found 'x'"])
  }

  @Test(
    arguments: [
      ("0s", 0), ("1ns", 1), ("250us", 250_000), ("500ms", 500_000_000), ("5s", 5_000_000_000),
      ("2m", 120_000_000_000), ("1h", 3_600_000_000_000), ("2562047h", 9_223_369_200_000_000_000),
    ] as [(String, Int64)])
  func aDurationHasAUnit(text: String, nanoseconds: Int64) throws {
    #expect(try load(text, .duration) == nanoseconds)
    #expect(Form.duration.text(of: nanoseconds) == text + "\n")
  }

  @Test(arguments: [
    ("5", ", which has no unit (the units are ns, us, ms, s, m, h)"),
    ("0", ", which has no unit (write 0s)"), ("5x", " (the units are ns, us, ms, s, m, h)"),
    ("1.5s", ", which has a fraction (use a smaller unit: 1500ms for 1.5s)"),
    ("05s", ", which has a leading zero (leave it out)"), ("-5s", ""), ("soon", ""),
    ("2562048h", ", which is too long; the longest is 2562047h"),
    ("99999999999999999999s", ", which is too long; the longest is 2562047h"),
  ])
  func otherDurationsAreRefused(text: String, why: String) {
    #expect(
      errors(text, .duration)
        == ["1:1: expected a duration such as 500ms, 5s or 2m, found '\(text)'" + why])
  }

  @Test func aWordIsOneOfThoseDeclared() throws {
    let form = Form.word(of: Demo.Signal.self, "a signal")
    #expect(try load("hang-up", form) == .hangUp)
    #expect(form.text(of: .hangUp) == "hang-up\n")
    #expect(
      errors("hangup", form) == [
        "1:1: expected a signal, which is 'term', 'kill' or 'hang-up'; found 'hangup' "
          + "(did you mean 'hang-up'?)"
      ])
    #expect(
      errors("quit", .word(among: ["a-b", "c-d"], "a pair"))
        == ["1:1: expected a pair, which is 'a-b' or 'c-d'; found 'quit'"])
  }

  @Test func aListHasSoManyItemsEachOfItsForm() throws {
    #expect(try load("[1, 2]", .list(of: .integer(in: 0...9))) == [1, 2])
    #expect(
      errors("[]", .list(of: .name, count: 1...2)) == ["1:1: expected at least 1 item, found none"])
    #expect(
      errors("[a, b, C]", .list(of: .name, count: 1...2)).map { $0.prefix(32) }
        == ["1:1: expected at most 2 items, fo", "1:8: expected a name, found 'C'; "].map {
          $0.prefix(32)
        })
    #expect(errors("a", .list(of: .name)) == ["1:1: expected a list, found 'a'"])
    #expect(errors("---\n", .list(of: .name)) == ["2:1: expected a list, found nothing"])
  }

  @Test func aMapHasNamesThatTheDocumentChose() throws {
    let form = Form<[Named<Int>]>.map(to: .integer(in: 0...9), count: 1...2)
    let value = try load("b: 1\na: 2\n", form)
    #expect(value.map(\.name.value) == ["b", "a"])
    #expect(value.map(\.value) == [1, 2])
    #expect(value[1].name.start == Mark(line: 2, column: 1))
    #expect(form.text(of: value) == "b: 1\na: 2\n")
    #expect(errors("{}", form) == ["1:1: expected at least 1 entry, found none"])
    #expect(errors("{A: 1, b: x}", form).count == 2)
  }

  @Test func aRecordKnowsItsKeys() throws {
    #expect(try load("name: a\ncount: 1", .fullRed) == FullRed(name: "a", count: 1))
    #expect(
      errors("nane: a\ncount: 0\nother-thing: 1", .fullRed) == [
        "1:1: unknown key 'nane' in 'red' (did you mean 'name'?)",
        "2:8: expected a whole number from 1 to 9, found '0'",
        "3:1: unknown key 'other-thing' in 'red' (it can be 'name' or 'count')",
      ])
    #expect(errors("count: 1", .fullRed) == ["1:1: the key 'name' is missing in this red (Which.)"])
    #expect(errors("a", .fullRed) == ["1:1: expected a red, found 'a'"])
  }

  @Test func whatMayBeLeftOutIsLeftOutInWritingToo() throws {
    let actor = try load("kind: kill", .actor)
    #expect(actor == Demo.Actor(kind: .kill, root: nil, limit: 5_000_000_000, isLoud: false))
    #expect(Form.actor.text(of: actor) == "kind: kill\n")
    let other = Demo.Actor(kind: .kill, root: "no", limit: 1, isLoud: true)
    #expect(Form.actor.text(of: other) == "kind: kill\nroot: no\nlimit: 1ns\nloud: true\n")
    #expect(try load(Form.actor.text(of: other), .actor) == other)
  }

  @Test func aStepHasExactlyOneAction() throws {
    #expect(
      try load("at: 1s\nkill-server:", .step)
        == Demo.Step(action: .killServer, at: 1_000_000_000, note: nil))
    #expect(
      errors("at: 1s\nkill-server:\nwait: 2s", .step) == [
        "3:1: 'wait' cannot stand beside 'kill-server': one step has exactly one of its kinds"
      ])
    #expect(
      errors("at: 1s", .step) == [
        "1:1: expected one of 'kill-pane', 'signal', 'wait', 'kill-server' or 'both' in this step"
      ])
    #expect(
      errors("at: 1s\nkil-pane: a", .step)
        == ["2:1: unknown key 'kil-pane' in 'step' (did you mean 'kill-pane'?)"])
    #expect(
      errors("at: 1s\nkill-server: now", .step)
        == ["2:14: 'kill-server' takes no value, found 'now' (leave it empty)"])
    #expect(errors("at: x\nwait: y\n", .step).count == 2)
    #expect(try load("at: 1s\nsignal:", .step).action == .signal(.term))
  }

  @Test func aChoiceIsAWordOrTheOnlyKeyOfAMapping() throws {
    #expect(try load("one-runner-per-root", .check) == .oneRunner)
    #expect(try load("count: 3", .check) == .count(3))
    #expect(try load("quiet", .check) == .quiet(0))
    #expect(try load("not: {not: quiet}", .check) == .not(.not(.quiet(0))))
    #expect(Form.check.text(of: .quiet(0)) == "quiet\n")
    #expect(Form.check.text(of: .not(.quiet(1))) == "not:\n  quiet: 1\n")
    #expect(errors("count", .check) == ["1:1: 'count' needs a value: write 'count:' and the value"])
    #expect(
      errors("one-runner-per-rot", .check)
        == ["1:1: unknown check 'one-runner-per-rot' (did you mean 'one-runner-per-root'?)"])
    #expect(
      errors("one-runner-per-root:", .check) == [
        "1:21: 'one-runner-per-root' takes no value, found nothing "
          + "(write 'one-runner-per-root' alone, without a colon)"
      ])
    #expect(errors("{count: 1, quiet: 1}", .check).count == 1)
    #expect(errors("{}", .check).count == 1)
    #expect(errors("[]", .check) == ["1:1: expected a check, found a list"])
  }

  @Test func oneOfSeveralShapesIsToldByItsShape() throws {
    #expect(try load("a", .red) == .named("a"))
    #expect(try load("{name: a, count: 2}", .red) == .full(name: "a", count: 2))
    #expect(errors("[]", .red) == ["1:1: expected a name or a red, found a list"])
    #expect(
      errors("{name: a}", .red) == ["1:1: the key 'count' is missing in this red (How often.)"])
  }

  @Test func aValueThatIsRefusedLaterIsShownInItsPlace() throws {
    let even = Form<Int>.converting(.integer(in: 0...9)) { value throws(Refusal) in
      if value.isMultiple(of: 2) { return value / 2 }
      throw Refusal("\(value) is odd", hint: "take \(value + 1)")
    } part: {
      $0 * 2
    }
    #expect(try load("4", even) == 2)
    #expect(even.text(of: 2) == "4\n")
    #expect(errors("a: 1", .map(to: even)) == ["1:4: 1 is odd (take 2)"])
    #expect(errors("[4, 3]", .list(of: even)) == ["1:5: 3 is odd (take 4)"])
  }

  @Test func everySampleIsWrittenAndReadAsTheSame() throws {
    for sample in Samples.all {
      let value = try load(sample, Demo.form)
      let text = Demo.form.text(of: value)
      #expect(try load(text, Demo.form) == value, "\(text)")
      #expect(try Demo.form.text(of: load(text, Demo.form)) == text)
    }
    let full = try load(Samples.full, Demo.form)
    guard case .killPane(let pane) = full.steps[0].action else { return }
    #expect(pane.start == Mark(line: 11, column: 16))
    #expect(pane.end == Mark(line: 11, column: 22))
  }
}
