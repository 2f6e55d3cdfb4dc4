/// Finds out, after the fact, where in a text an offset lies.
///
/// A decoder that only knows offsets keeps no path while it reads; when something is wrong, the
/// text is walked once more, up to that place.
public enum JSONPath {
  /// The path of the innermost value that holds an offset, such as `events[2].type`.
  ///
  /// It is empty when that is the whole text. A key belongs to its object, not to its value.
  public static func path(to offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> String {
    var scanner = JSONScanner(bytes)
    return path(to: offset, in: &scanner, prefix: "") ?? ""
  }

  /// The path within the next value; `nil` if the value ends before the offset.
  private static func path(
    to offset: Int, in scanner: inout JSONScanner, prefix: String
  ) -> String? {
    do {
      switch try scanner.peek() {
      case .object:
        // A fault of the object as a whole is one at its opening brace.
        if scanner.offset >= offset { return prefix }
        try scanner.beginObject()
        var isFirst = true
        while let key = try scanner.nextKey(isFirst: &isFirst) {
          if key.offset >= offset { return prefix }
          let inner = prefix.isEmpty ? key.text : "\(prefix).\(key.text)"
          if let path = path(to: offset, in: &scanner, prefix: inner) { return path }
        }
      case .array:
        if scanner.offset >= offset { return prefix }
        try scanner.beginArray()
        var isFirst = true
        var index = 0
        while try scanner.nextElement(isFirst: &isFirst) {
          let inner = "\(prefix)[\(index)]"
          if let path = path(to: offset, in: &scanner, prefix: inner) { return path }
          index += 1
        }
      default:
        if scanner.offset >= offset { return prefix }
        try scanner.skipValue()
      }
      return scanner.offset > offset ? prefix : nil
    } catch {
      return prefix
    }
  }
}
