import JSON
import Properties

/// What a command of the manager has answered, by what it has printed and its status.
enum LiveAnswer {
  /// The answer of a command that has ended.
  static func answer(status: Int32, text: String, isDesk: Bool) -> Answer? {
    if isDesk { return desk(status: status, ended: member("ended", of: text) ?? "") }
    if text.contains("has its session already") { return .existing }
    guard let result = member("result", of: text) else {
      switch status {
      case 0: return .done
      case 1: return .refused
      case 2: return .unconfirmed
      // Whoever was killed has answered nothing.
      case 128...: return nil
      default: return .failed
      }
    }
    if ["started", "ended", "cleaned"].contains(where: result.hasPrefix) { return .done }
    if result == "existing" { return .existing }
    if ["already over", "nothing to do", "refused"].contains(where: result.hasPrefix) {
      return .refused
    }
    if result.hasPrefix("failed: notAcknowledged") { return .timedOut }
    return result.hasPrefix("failed") ? .failed : .unconfirmed
  }

  private static func desk(status: Int32, ended: String) -> Answer? {
    if status >= 128 { return nil }
    if ended.hasPrefix("complete") { return .done }
    if ended.hasPrefix("refused: process") || ended.hasPrefix("refused: another") {
      return .refused
    }
    return ended.hasPrefix("not complete") ? .timedOut : .failed
  }

  /// The text under a name in an object of JSON; nil when there is none.
  static func member(_ name: String, of text: String) -> String? {
    let bytes = Array(text.utf8)
    do throws(JSONError) {
      return try bytes.withUnsafeBufferPointer { bytes throws(JSONError) in
        var scanner = JSONScanner(bytes)
        var found: String?
        try scanner.beginObject()
        var isFirst = true
        while let key = try scanner.nextKey(isFirst: &isFirst) {
          if found == nil, key.text == name {
            found = try scanner.string().text
          } else {
            try scanner.skipValue()
          }
        }
        return found
      }
    } catch {
      return nil
    }
  }

  /// The process in a pane of a desk, by what `session-config.json` says; nil when it says nothing.
  static func panePid(_ pane: String, of text: String) -> Int32? {
    let bytes = Array(text.utf8)
    do throws(JSONError) {
      return try bytes.withUnsafeBufferPointer { bytes throws(JSONError) in
        var scanner = JSONScanner(bytes)
        return try number(["panes", pane, "pid"], &scanner)
      }
    } catch {
      return nil
    }
  }

  /// The number at the end of a path of names, one object in the other.
  private static func number(
    _ path: [String], _ scanner: inout JSONScanner
  ) throws(JSONError) -> Int32? {
    guard let name = path.first else { return try Int32(clamping: scanner.integer()) }
    var found: Int32?
    try scanner.beginObject()
    var isFirst = true
    while let key = try scanner.nextKey(isFirst: &isFirst) {
      if found == nil, key.text == name {
        found = try number(Array(path.dropFirst()), &scanner)
      } else {
        try scanner.skipValue()
      }
    }
    return found
  }
}
