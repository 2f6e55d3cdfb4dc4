import Operations
import Testing

@Suite("Texts")
struct TextTests {
  @Test("the same bytes are the same text in every table; other bytes are another")
  func identity() {
    var first = Texts()
    var second = Texts()
    _ = second.text("something else that was said before")
    #expect(first.text("job1") == second.text("job1"))
    #expect(first.text("job1") == Text("job1"))
    #expect(first.text("job1") != first.text("job10"))
    #expect(first.text("") == .empty)
  }

  @Test("a text gives back its bytes, and one that was never added has none")
  func bytes() {
    var texts = Texts()
    let name = texts.text("naïve 🌊\0end")
    #expect(texts.string(name) == "naïve 🌊\0end")
    #expect(texts.length(name) == 15)
    #expect(texts.string(Text("never")) == "")
    #expect(!texts.knows(Text("never")))
    #expect(texts.knows(.empty))
  }

  @Test("ten thousand texts are all found again, in a copy too, and a copy goes its own way")
  func many() {
    var texts = Texts()
    let all = (0..<10_000).map { texts.text("text \($0)") }
    let copy = texts
    let more = texts.text("one more")
    #expect(texts.count == 10_001)
    #expect(copy.count == 10_000)
    #expect(!copy.knows(more))
    #expect(all.enumerated().allSatisfy { copy.string($1) == "text \($0)" })
    #expect(Set(all.map(\.fingerprint)).count == 10_000)
  }

  @Test("texts that differ by leading or trailing zero bytes are different")
  func zeros() {
    let all = ["a", "a\0", "\0a", "a\0\0", "\0", "\0\0", "\0\0\0\0\0\0\0\0", "\0\0\0\0\0\0\0\0\0"]
    var texts = Texts()
    #expect(Set(all.map { texts.text($0) }).count == all.count)
  }

  @Test("texts of any length that differ in one byte are different, and a literal is its bytes")
  func oneByte() {
    var found: Set<Text> = []
    for length in 1...40 {
      var bytes = Array(repeating: UInt8(ascii: "a"), count: length)
      for place in bytes.indices {
        bytes[place] = UInt8(ascii: "b")
        #expect(found.insert(bytes.withUnsafeBufferPointer { Text(bytes: $0) }).inserted)
        bytes[place] = UInt8(ascii: "a")
      }
    }
    var texts = Texts()
    let literal = Text("thirty-three characters are here.")
    #expect(texts.text("thirty-three characters are here.") == literal)
  }

  @Test("prefix and order go by bytes")
  func order() {
    var texts = Texts()
    let (job1, job10, job2) = (texts.text("job1"), texts.text("job10"), texts.text("job2"))
    #expect(texts.hasPrefix(job10, job1))
    #expect(!texts.hasPrefix(job1, job10))
    #expect(texts.isOrdered(job10, before: job2))
    #expect(!texts.isOrdered(job2, before: job10))
    #expect(!texts.isOrdered(job2, before: job2))
  }

  @Test("a builder joins pieces and numbers, the smallest one too")
  func builder() {
    var texts = Texts()
    var builder = TextBuilder()
    builder.add("rlp-desk-")
    builder.add(texts.text("blog"), from: texts)
    builder.add("-")
    builder.add(Int64.min)
    builder.add(UInt8(0))
    let built = texts.text(builder)
    #expect(texts.string(built) == "rlp-desk-blog--92233720368547758080")
  }
}
