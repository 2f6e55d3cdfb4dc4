import JSON
import Operations

/// Reads a record that may be half written: it counts only as a whole.
enum RecordReader {
  /// Calls the closure with each key and the reader of its value, which it takes or passes over.
  ///
  /// False unless all of it is one JSON object.
  static func read(
    _ text: Text, _ texts: borrowing Texts,
    _ field: (JSONString, inout JSONScanner) throws(JSONError) -> Void
  ) -> Bool {
    texts.withBytes(text) { bytes in
      do throws(JSONError) {
        var scanner = JSONScanner(bytes)
        try scanner.beginObject()
        var isFirst = true
        while let key = try scanner.nextKey(isFirst: &isFirst) { try field(key, &scanner) }
        try scanner.finish()
        return true
      } catch {
        return false
      }
    }
  }
}

extension JSONScanner {
  /// Takes a number that stands in quotes because it may be wide; nil when it is none.
  mutating func wideInteger() throws(JSONError) -> UInt64? {
    UInt64(try string().text)
  }
}
