import JSON
import Testing

@Suite("Where in a text something is")
struct PathTests {
  static let text = #"{"id":"x","events":[{"at":1},{"at":2,"who":["a"]}]}"#

  static let places: [(String, String)] = [
    ("{\"id", ""), ("\"id\"", ""), ("\"x\"", "id"), ("[{", "events"), ("{\"at\":1", "events[0]"),
    ("1}", "events[0].at"), ("\"at\":2", "events[1]"), ("2,", "events[1].at"),
    ("[\"a", "events[1].who"), ("\"a\"", "events[1].who[0]"),
  ]

  @Test("The path of the innermost value; a key belongs to its object", arguments: places)
  func path(mark: String, path: String) throws {
    let range = try #require(Self.text.firstRange(of: mark))
    let offset = Self.text.utf8.distance(from: Self.text.startIndex, to: range.lowerBound)
    #expect(find(offset, in: Self.text) == path)
  }

  @Test("A text that breaks off, or goes wrong, has paths up to there")
  func broken() {
    #expect(find(16, in: #"{"a":[{"b":1},{"#) == "a[1]")
    #expect(find(6, in: #"{"a":[tru]}"#) == "a[0]")
    #expect(find(99, in: "[1]") == "")
  }

  private func find(_ offset: Int, in text: String) -> String {
    Array(text.utf8).withUnsafeBufferPointer { JSONPath.path(to: offset, in: $0) }
  }
}
