import JSON
import TestSupport
import Testing

@Suite("Reading values")
struct ValueTests {
  static let strings: [(String, String)] = [
    (#""""#, ""), (#""plain""#, "plain"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
    (#""\u0041\u00e9\u20AC\u0000""#, "Aé€\0"), (#""x\ud83d\uDE00y""#, "x😀y"),
    (#""é😀\n""#, "é😀\n"),
  ]

  @Test("A string is what its escapes mean", arguments: strings)
  func string(text: String, meaning: String) throws {
    let read = try scan(text.utf8) { scanner throws(JSONError) in try scanner.string().text }
    #expect(read == meaning)
    #expect(Tree(text.utf8) == .string(meaning))
  }

  @Test("A string equals a word by its meaning")
  func equals() throws {
    for (text, expected) in [
      (#""events""#, true), (#""\u0065vents""#, true), (#""event""#, false), (#""evenTs""#, false),
      (#""recent_events""#, false), (#""""#, false),
    ] {
      let isEqual = try scan(text.utf8) { scanner throws(JSONError) in
        try scanner.string().equals("events")
      }
      #expect(isEqual == expected, "\(text)")
    }
    #expect(
      try scan("\"a name of sixteen\"".utf8) { scanner throws(JSONError) in
        try scanner.string().equals("a name of sixteen")
      })
  }

  static let integers: [(String, Int?)] = [
    ("0", 0), ("7", 7), ("42]", 42), ("9007199254740991", 9_007_199_254_740_991),
    ("9007199254740992", nil), ("99999999999999999999", nil), ("100000000000000000000000", nil),
    ("-1", nil), ("-0", nil), ("1.0", nil), ("1e3", nil), ("1E3", nil), ("007", nil),
    ("\"7\"", nil), ("", nil), ("true", nil), ("-", nil),
  ]

  @Test("An integer is written as one, from 0 to 2^53 - 1", arguments: integers)
  func integer(text: String, value: Int?) {
    let read = try? scan(text.utf8) { scanner throws(JSONError) in try scanner.integer() }
    #expect(read == value)
  }

  static let mismatches: [(String, String)] = [
    ("1.0", "expected an integer, without a fraction or an exponent"),
    ("-2", "expected an integer from 0 to 9007199254740991"),
    ("18446744073709551616", "expected an integer from 0 to 9007199254740991"),
    ("[1]", "expected a number, found an array"),
    ("null", "expected a number, found null"),
    ("\"1\"", "expected a number, found a string"),
    ("{}", "expected a number, found an object"),
    ("true", "expected a number, found a boolean"),
    ("?", "expected a value, found '?'"),
  ]

  @Test("What is not an integer is said to be what it is", arguments: mismatches)
  func mismatch(text: String, sentence: String) {
    let error = #expect(throws: JSONError.self) {
      try scan(text.utf8) { scanner throws(JSONError) in try scanner.integer() }
    }
    #expect(error?.sentence == sentence)
  }

  @Test("Each kind is told from the others")
  func kinds() {
    let expected: [(String, (inout JSONScanner) throws(JSONError) -> Void)] = [
      ("expected a string, found a number", { s throws(JSONError) in _ = try s.string() }),
      ("expected a boolean, found a number", { s throws(JSONError) in _ = try s.boolean() }),
      ("expected an object, found a number", { s throws(JSONError) in try s.beginObject() }),
      ("expected an array, found a number", { s throws(JSONError) in try s.beginArray() }),
    ]
    for (sentence, take) in expected {
      let error = #expect(throws: JSONError.self) { try scan(" 1".utf8, take) }
      #expect(error == .shape(sentence, at: 1))
    }
  }

  @Test("An object and an array are walked through")
  func walk() throws {
    let seen = try scan(#"{"a":[true,false],"b":{}} "#.utf8) { scanner throws(JSONError) in
      var seen: [String] = []
      try scanner.beginObject()
      var isFirst = true
      while let key = try scanner.nextKey(isFirst: &isFirst) {
        seen.append(key.text)
        if key.equals("b") {
          try scanner.skipValue()
          continue
        }
        try scanner.beginArray()
        var isFirstElement = true
        while try scanner.nextElement(isFirst: &isFirstElement) {
          seen.append("\(try scanner.boolean())")
        }
      }
      try scanner.finish()
      return seen
    }
    #expect(seen == ["a", "true", "false", "b"])
  }
}
