import JSON
import TestSupport
import Testing

@Suite("What is JSON, and what is not")
struct SyntaxTests {
  static let valid = [
    "null", "true", "false", "0", "-0", "1.5", "-1.25e+10", "1E3", "2e-7", "\"\"", "\"a\"",
    "[]", "{}", " [ 1 , 2 ] ", "\t{\r\n\"a\" : {} }", "[[],{},[[]]]", "{\"a\":1,\"a\":2}",
    #""\"\\\/\b\f\n\r\t\u0041""#, #""\ud83d\ude00""#, "\"é€😀\u{7F}\u{FFFF}\"",
    "\"long enough to be read eight bytes at a time\"", "123456789012345678901234567890",
  ]

  @Test("JSON is passed over", arguments: valid)
  func passes(text: String) {
    #expect(fault(of: text.utf8) == nil)
    #expect(Tree(text.utf8) != nil, "the judge agrees")
  }

  static let invalid: [(String, Int, String)] = [
    ("", 0, "expected a value, found the end of the text"),
    ("nul", 0, "expected null, found 'n'"),
    ("True", 0, "expected a value, found 'T'"),
    ("truth", 0, "expected true, found 't'"),
    ("fals", 0, "expected false, found 'f'"),
    ("01", 0, "a number must not begin with a zero"),
    ("-", 1, "expected a digit, found the end of the text"),
    ("+1", 0, "expected a value, found '+'"),
    (".5", 0, "expected a value, found '.'"),
    ("1.", 2, "expected a digit, found the end of the text"),
    ("1e+", 3, "expected a digit, found the end of the text"),
    ("1 2", 2, "unexpected '2' after the end of the value"),
    ("[1,]", 3, "expected a value, found ']'"),
    ("[1 2]", 3, "expected ',' or ']', found '2'"),
    ("[", 1, "expected a value, found the end of the text"),
    ("{\"a\":1,}", 7, "expected a key in double quotes, found '}'"),
    ("{a:1}", 1, "expected a key in double quotes, found 'a'"),
    ("{\"a\" 1}", 5, "expected ':', found '1'"),
    ("{\"a\":1 \"b\":2}", 7, "expected ',' or '}', found '\"'"),
    ("[1}", 2, "expected ',' or ']', found '}'"),
    ("\"abc", 0, "a string that is not closed"),
    ("\"abc\\", 4, "an escape that does not exist"),
    ("\"\\x\"", 1, "an escape that does not exist"),
    ("\"\\u12\"", 1, "an escape needs four hexadecimal digits"),
    ("\"\\u12g4\"", 1, "an escape needs four hexadecimal digits"),
    ("\"\\ud800\"", 1, "a surrogate without its other half"),
    ("\"\\udc00\"", 1, "a surrogate without its other half"),
    ("\"\\ud800\\u0041\"", 1, "a surrogate without its other half"),
    ("\"\\ud800\\ud800\"", 1, "a surrogate without its other half"),
    ("\"a\u{1}\"", 2, "a control character (byte 0x01) must be escaped in a string"),
    (
      "\"long enough to hide it\u{1F}\"", 23,
      "a control character (byte 0x1F) must be escaped in a string"
    ),
    ("\u{FEFF}1", 0, "expected a value, found byte 0xEF"),
    ("\0", 0, "expected a value, found byte 0x00"),
  ]

  @Test("What is not is refused, with its place", arguments: invalid)
  func refuses(text: String, offset: Int, sentence: String) {
    #expect(fault(of: text.utf8) == .syntax(sentence, at: offset))
    #expect(Tree(text.utf8) == nil, "the judge agrees")
  }

  /// Unicode, table 3-7, at its edges; the bytes stand inside a string.
  static let invalidUTF8: [[UInt8]] = [
    [0x80], [0xC0, 0xAF], [0xC1, 0xBF], [0xC2], [0xC2, 0x7F], [0xE0, 0x9F, 0xBF], [0xE1, 0x80],
    [0xED, 0xA0, 0x80], [0xEF, 0xBF, 0xC0], [0xF0, 0x8F, 0xBF, 0xBF], [0xF1, 0x80, 0x80],
    [0xF1, 0x80, 0x80, 0x7F], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF],
  ]

  @Test("Invalid UTF-8 is refused, at the end of the text too", arguments: invalidUTF8)
  func utf8(bytes: [UInt8]) {
    let opening = [UInt8(ascii: "\"")]
    #expect(fault(of: opening + bytes + opening) == .syntax("invalid UTF-8", at: 1))
    #expect(Tree(opening + bytes + opening) == nil)
    #expect(fault(of: opening + bytes) != nil)
  }

  @Test("64 values inside one another are enough")
  func depth() {
    func nested(_ count: Int) -> String {
      String(repeating: "[", count: count) + String(repeating: "]", count: count)
    }
    #expect(fault(of: nested(64).utf8) == nil)
    let sentence = "more than 64 values inside one another"
    #expect(fault(of: nested(65).utf8) == .syntax(sentence, at: 64))
    #expect(fault(of: String(repeating: "{\"a\":", count: 100_000).utf8)?.sentence == sentence)
  }

  @Test("The scanner and the judge agree about 100,000 damaged texts")
  func damaged() {
    var random = SplitMix64(seed: 11)
    let alphabet = Array("{}[]\",:\\u0019eE+-.tfn ad\u{1}é".utf8) + [0xFF, 0xED, 0xA0]
    var accepted = 0
    for _ in 0..<100_000 {
      var bytes = Array(random.pick(Self.valid).utf8)
      for _ in 0...random.below(2) {
        let index = random.below(bytes.count + 1)
        switch random.below(3) {
        case 0: bytes.insert(random.pick(alphabet), at: index)
        case 1 where index < bytes.count: bytes.remove(at: index)
        case 2 where index < bytes.count: bytes[index] = random.pick(alphabet)
        default: break
        }
      }
      let isAccepted = fault(of: bytes) == nil
      accepted += isAccepted ? 1 : 0
      if isAccepted != (Tree(bytes) != nil) {
        Issue.record("accepted: \(isAccepted), \(String(decoding: bytes, as: UTF8.self))")
        return
      }
    }
    #expect((10_000..<90_000).contains(accepted), "\(accepted) accepted: neither all nor none")
  }
}
