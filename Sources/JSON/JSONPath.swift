/// Finds out, after the fact, where in a text an offset lies.
///
/// A decoder that only knows offsets keeps no path while it reads; when something is wrong, the
/// text is walked once more, up to that place.
public struct JSONPath {
  private enum Component {
    case key(JSONString)
    case index(Int)
  }

  private let target: Int
  private var scanner: JSONScanner
  private var components: [Component] = []

  /// The path of the innermost value that holds an offset, such as `events[2].type`.
  ///
  /// It is empty when that is the whole text. A key belongs to its object, not to its value.
  public static func path(to offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> String {
    var path = JSONPath(target: offset, scanner: JSONScanner(bytes))
    return path.ends() ? path.text : ""
  }

  private init(target: Int, scanner: JSONScanner) {
    self.target = target
    self.scanner = scanner
  }

  /// Whether the next value holds the offset, or cannot be read; if so, the path leads to it.
  private mutating func ends() -> Bool {
    do {
      let kind = try scanner.peek()
      // A fault of a value as a whole is one at its first byte.
      if scanner.offset >= target { return true }
      switch kind {
      case .object: if try endsInObject() { return true }
      case .array: if try endsInArray() { return true }
      default: try scanner.skipValue()
      }
      return scanner.offset > target
    } catch {
      return true
    }
  }

  private mutating func endsInObject() throws(JSONError) -> Bool {
    try scanner.beginObject()
    var isFirst = true
    while let key = try scanner.nextKey(isFirst: &isFirst) {
      if key.offset >= target { return true }
      components.append(.key(key))
      if ends() { return true }
      components.removeLast()
    }
    return false
  }

  private mutating func endsInArray() throws(JSONError) -> Bool {
    try scanner.beginArray()
    var isFirst = true
    var index = 0
    while try scanner.nextElement(isFirst: &isFirst) {
      components.append(.index(index))
      if ends() { return true }
      components.removeLast()
      index += 1
    }
    return false
  }

  private var text: String {
    components.reduce(into: "") { text, component in
      switch component {
      case .key(let key): text += text.isEmpty ? key.text : ".\(key.text)"
      case .index(let index): text += "[\(index)]"
      }
    }
  }
}
