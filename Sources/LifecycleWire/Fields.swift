import JSON
import Lifecycle

/// Reads the keys of one object, and keeps book of them: unknown ones and second ones are refused.
struct Fields<Field: Word> {
  /// Where the object begins.
  let offset: Int
  /// One bit for each field that was seen.
  private(set) var seen: UInt32 = 0
  private var latest: UInt8 = .max
  private var isFirst = true

  /// Takes the opening brace.
  @inline(__always)
  init(_ scanner: inout JSONScanner) throws(JSONError) {
    try scanner.beginObject()
    offset = scanner.offset - 1
  }

  /// Takes the next key; `nil` at the end of the object.
  @inline(__always)
  mutating func next(_ scanner: inout JSONScanner) throws(JSONError) -> Field? {
    guard let key = try scanner.nextKey(isFirst: &isFirst) else { return nil }
    guard let field = key.word(Field.self, after: latest) else {
      throw key.unknown(Field.self, "key")
    }
    latest = field.rawValue
    let bit = UInt32(1) &<< UInt32(latest)
    if seen & bit != 0 { throw .shape("duplicate key '\(field.word)'", at: key.offset) }
    seen |= bit
    return field
  }

  /// Makes sure that all of these were there.
  @inline(__always)
  func need(_ fields: UInt32) throws(JSONError) {
    if seen & fields != fields { throw missing(fields) }
  }

  /// The fault of not having all of these.
  @inline(never)
  func missing(_ fields: UInt32) -> JSONError {
    .shape("missing \(Field.list(fields & ~seen))", at: offset)
  }
}

extension Word {
  /// The bit of this case in a set of cases.
  var bit: UInt32 { UInt32(1) &<< UInt32(rawValue) }

  /// The set of all cases.
  static var every: UInt32 { allCases.reduce(0) { $0 | $1.bit } }

  /// The names in a set of cases, for a sentence.
  static func list(_ set: UInt32) -> String {
    allCases.filter { set & $0.bit != 0 }.map { "'\($0.word)'" }.joined(separator: ", ")
  }
}
