import JSON

/// All events of a story in columns, for the script of the page.
///
/// Numbers and times are written as what they are more than the ones before, and every text once, so
/// that a long trace stays small and is quick to read.
struct StoryData {
  private var texts: [String] = []
  private var places: [String: Int] = [:]  // lookup only
  private let story: FailureStory

  init(_ story: FailureStory) { self.story = story }

  /// The bytes, which may stand within an element of HTML as they are.
  mutating func bytes() -> [UInt8] {
    var json = JSONWriter(capacity: 64 * story.events.count + 4096)
    json.raw("{\"number\":")
    json.integers(Self.differences(story.events.map(\.number)))
    json.raw(",\"time\":")
    json.integers(Self.differences(story.events.map(\.timeNs)))
    json.raw(",\"lane\":")
    json.integers(story.events.map { $0.lane ?? -1 })
    json.raw(",\"kind\":")
    let kinds = StoryEvent.Kind.allCases
    json.integers(story.events.map { event in kinds.firstIndex(of: event.kind) ?? 0 })
    json.raw(",\"text\":")
    json.integers(story.events.map { place(of: $0.text) })
    json.raw(",\"changes\":")
    json.integers(changes())
    json.raw(",\"essential\":")
    json.integers(story.drawn)
    json.raw(",\"violation\":")
    json.integer(story.violation ?? -1)
    json.raw(",\"inevitable\":")
    json.integer(story.inevitability?.event ?? -1)
    json.raw(",\"kinds\":")
    Self.strings(kinds.map(\.rawValue), into: &json)
    json.raw(",\"lanes\":")
    Self.strings(story.lanes.map(\.name), into: &json)
    json.raw(",\"groups\":")
    Self.strings(story.cells.map(\.group), into: &json)
    json.raw(",\"cells\":")
    Self.strings(story.cells.map(\.name), into: &json)
    json.raw(",\"texts\":")
    Self.strings(texts, into: &json)
    json.raw("}")
    return json.withBytes(Self.escaped)
  }

  /// The place of the event, the cell and the text of each change, one after the other; -1 for the
  /// place of what was so before, and for the text of what is gone.
  private mutating func changes() -> [Int] {
    var numbers: [Int] = []
    for change in story.initialState {
      numbers += [-1, change.cell, change.value.map { place(of: $0) } ?? -1]
    }
    for (number, event) in story.events.enumerated() {
      for change in event.changes {
        numbers += [number, change.cell, change.value.map { place(of: $0) } ?? -1]
      }
    }
    return numbers
  }

  private mutating func place(of text: String) -> Int {
    if let place = places[text] { return place }
    places[text] = texts.count
    texts.append(text)
    return texts.count - 1
  }

  private static func differences(_ values: [Int64]) -> [Int] {
    var before: Int64 = 0
    return values.map { value in
      defer { before = value }
      return Int(value - before)
    }
  }

  private static func strings(_ strings: [String], into json: inout JSONWriter) {
    json.byte(UInt8(ascii: "["))
    for (number, string) in strings.enumerated() {
      if number > 0 { json.byte(UInt8(ascii: ",")) }
      json.string(Visible.text(string))
    }
    json.byte(UInt8(ascii: "]"))
  }

  /// The same JSON without `<`: it can only stand within strings, and there it could end the element.
  private static func escaped(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var escaped: [UInt8] = []
    escaped.reserveCapacity(bytes.count + 64)
    for byte in bytes {
      if byte == UInt8(ascii: "<") {
        escaped.append(contentsOf: "\\u003c".utf8)
      } else {
        escaped.append(byte)
      }
    }
    return escaped
  }
}
