import JSON
import TestSupport
import Testing

@Suite("Writing")
struct WriterTests {
  private func written(_ body: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter(capacity: 0)
    body(&writer)
    return writer.withBytes { String(decoding: $0, as: UTF8.self) }
  }

  @Test("Integers of every length", arguments: [0, 7, 9, 10, 99, 100, -1, -10, .max, .min])
  func integer(value: Int) {
    #expect(written { $0.integer(value) } == "\(value)")
  }

  @Test("A string comes back as it was, escaped as briefly as can be")
  func string() {
    let all = String(String.UnicodeScalarView((0...0x2FF).compactMap(Unicode.Scalar.init)))
    for text in ["", "plain", "\"\\/\n\r\t\u{8}\u{C}\u{1}\u{1F}", "é😀", all] {
      let output = written { $0.string(text) }
      #expect(Tree(output.utf8) == .string(text))
      #expect(output == Tree.string(text).canonical)
    }
  }

  @Test("What has to be escaped is found at every place of a string of every length")
  func escapes() {
    for length in 1...40 {
      for place in 0..<length {
        for character in ["\"", "\\", "\u{1F}", "\u{0}"] {
          var parts = Array(repeating: "a", count: length)
          parts[place] = character
          let text = parts.joined()
          #expect(Tree(written { $0.string(text) }.utf8) == .string(text))
        }
      }
    }
  }

  @Test("Integers in brackets, few and many, short and long")
  func integers() {
    for values in [
      [], [0], [10], [1, 2], [1, 10, 3], Array(repeating: 0, count: 100), [.min, 9, .max],
    ] {
      let list = values.map { "\($0)" }.joined(separator: ",")
      #expect(written { $0.integers(values) } == "[\(list)]")
    }
  }

  @Test("Hexadecimal numbers of every length")
  func hexadecimal() {
    var number: UInt64 = 0xFEDC_BA98_7654_3210
    for _ in 0..<64 {
      #expect(written { $0.hexadecimal(number) } == String(number, radix: 16))
      #expect(written { $0.hexadecimal(~number) } == String(~number, radix: 16))
      number >>= 1
    }
    #expect(written { $0.hexadecimal(0) } == "0")
  }

  @Test("The buffer grows, repeats, and forgets")
  func buffer() {
    let output = written { writer in
      writer.raw("ab")
      for _ in 0..<10 { writer.repeating(0..<writer.count) }
    }
    #expect(output == String(repeating: "ab", count: 1024))
    let forgotten = written { writer in
      writer.raw("x")
      writer.removeAll()
      writer.byte(UInt8(ascii: "y"))
    }
    #expect(forgotten == "y")
  }
}
