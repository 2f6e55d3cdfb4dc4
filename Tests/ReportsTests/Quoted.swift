import JSON

/// A field of what a driver prints; it may stand as a literal.
enum Quoted: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByNilLiteral {
  case text(String)
  case number(Int)
  case nothing

  init(stringLiteral value: String) { self = .text(value) }
  init(integerLiteral value: Int) { self = .number(value) }
  init(nilLiteral: ()) { self = .nothing }

  /// A line with a JSON array of these fields.
  static func line(_ fields: [Quoted]) -> String {
    var json = JSONWriter()
    json.raw("[")
    for (index, field) in fields.enumerated() {
      if index > 0 { json.raw(",") }
      switch field {
      case .text(let text): json.string(text)
      case .number(let number): json.integer(number)
      case .nothing: json.raw("null")
      }
    }
    json.raw("]\n")
    return json.withBytes { String(decoding: $0, as: UTF8.self) }
  }
}
