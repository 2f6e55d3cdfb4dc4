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
