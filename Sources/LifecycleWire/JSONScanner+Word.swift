import JSON
import Lifecycle

extension JSONScanner {
  /// Takes a string that has to be one of the names of `W`.
  ///
  /// `noun` says what it names, for the message: "unknown event 'foo'".
  @inline(__always)
  mutating func word<W: Word>(
    _ noun: StaticString, _ type: W.Type = W.self
  ) throws(JSONError) -> W {
    let found = try string()
    guard let word = found.word(type, after: .max) else { throw found.unknown(type, noun) }
    return word
  }

  /// Takes a string that has to be one of the names of `W`, and not the empty one.
  @inline(__always)
  mutating func namedWord<W: Word>(
    _ noun: StaticString, _ type: W.Type = W.self
  ) throws(JSONError) -> W {
    let found = try string()
    guard let word = found.word(type, after: .max), word.word.utf8CodeUnitCount > 0 else {
      throw found.unknown(type, noun)
    }
    return word
  }
}

extension JSONString {
  /// The case of `W` that this string names.
  ///
  /// The search begins behind a case, and wraps around: keys that are sorted, as ours are when we
  /// write them, are then found at the first or second look.
  @inline(__always)
  func word<W: Word>(_ type: W.Type, after previous: UInt8) -> W? {
    var raw = previous
    var wrapped = false
    while true {
      raw &+= 1
      if let word = W(rawValue: raw) {
        if wrapped && raw > previous { return nil }
        if equals(word.word) { return word }
      } else {
        if wrapped || previous == .max { return nil }
        wrapped = true
        raw = .max
      }
    }
  }

  /// The fault of naming nothing that is known.
  @inline(never)
  func unknown<W: Word>(_ type: W.Type, _ noun: StaticString) -> JSONError {
    let suggestion = Suggestion.phrase(for: text, among: W.allCases.map(\.text))
    return .shape("unknown \(noun) \(quoted(text))\(suggestion)", at: offset)
  }
}
