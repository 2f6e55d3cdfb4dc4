/// Matches names as `fnmatch` without flags does: `*`, `?`, `[a-z]`, `[!a-z]` and a backslash.
enum TmuxPattern {
  /// Whether the whole name matches the pattern.
  ///
  /// Complexity: O(pattern * name); each star is tried at each place at most once.
  static func matches(
    _ pattern: UnsafeBufferPointer<UInt8>, _ name: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    var place = 0
    var at = 0
    var starPlace = -1
    var starAt = 0
    while at < name.count {
      if place < pattern.count, pattern[place] == UInt8(ascii: "*") {
        starPlace = place
        starAt = at
        place += 1
      } else if let next = step(pattern, place, name[at]) {
        place = next
        at += 1
      } else if starPlace >= 0 {
        starAt += 1
        at = starAt
        place = starPlace + 1
      } else {
        return false
      }
    }
    while place < pattern.count, pattern[place] == UInt8(ascii: "*") { place += 1 }
    return place == pattern.count
  }

  /// The place after what matches the byte, or nil.
  private static func step(
    _ pattern: UnsafeBufferPointer<UInt8>, _ place: Int, _ byte: UInt8
  ) -> Int? {
    guard place < pattern.count else { return nil }
    switch pattern[place] {
    case UInt8(ascii: "?"):
      return place + 1
    case UInt8(ascii: "\\") where place + 1 < pattern.count:
      return pattern[place + 1] == byte ? place + 2 : nil
    case UInt8(ascii: "["):
      guard let (found, end) = bracket(pattern, place, byte) else {
        return byte == UInt8(ascii: "[") ? place + 1 : nil
      }
      return found ? end : nil
    default:
      return pattern[place] == byte ? place + 1 : nil
    }
  }

  /// Whether the bracket holds the byte and where it ends; nil when it is never closed.
  private static func bracket(
    _ pattern: UnsafeBufferPointer<UInt8>, _ place: Int, _ byte: UInt8
  ) -> (Bool, Int)? {
    var at = place + 1
    let inverted = at < pattern.count && (pattern[at] == UInt8(ascii: "!") || pattern[at] == 94)
    if inverted { at += 1 }
    var found = false
    let first = at
    while at < pattern.count {
      if pattern[at] == UInt8(ascii: "]"), at > first { return (found != inverted, at + 1) }
      let low = pattern[at]
      if at + 2 < pattern.count, pattern[at + 1] == UInt8(ascii: "-"),
        pattern[at + 2] != UInt8(ascii: "]")
      {
        if low <= byte, byte <= pattern[at + 2] { found = true }
        at += 3
      } else {
        if low == byte { found = true }
        at += 1
      }
    }
    return nil
  }
}
