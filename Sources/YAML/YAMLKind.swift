/// The types that the core schema of YAML 1.2 gives to scalars, which other parsers and the
/// validators of schemas go by.
public enum YAMLKind: Sendable {
  case null, boolean, integer, float, string

  /// The type of a scalar that stands without quotes.
  public init(ofPlain text: String) {
    switch text {
    case "", "~", "null", "Null", "NULL":
      self = .null
    case "true", "True", "TRUE", "false", "False", "FALSE":
      self = .boolean
    case ".nan", ".NaN", ".NAN":
      self = .float
    default:
      self = Self.number(text)
    }
  }

  private static func number(_ text: String) -> YAMLKind {
    var rest = text.utf8[...]
    guard let first = rest.first else { return .null }
    guard
      isDigit(first) || [UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: ".")].contains(first)
    else { return .string }
    if text.hasPrefix("0o") && rest.count > 2 {
      return rest.dropFirst(2).allSatisfy { (0x30...0x37).contains($0) } ? .integer : .string
    }
    if text.hasPrefix("0x") && rest.count > 2 {
      return rest.dropFirst(2).allSatisfy(isHexDigit) ? .integer : .string
    }
    if first == UInt8(ascii: "+") || first == UInt8(ascii: "-") { rest.removeFirst() }
    if [".inf", ".Inf", ".INF"].contains(where: { $0.utf8.elementsEqual(rest) }) { return .float }
    return decimal(rest)
  }

  /// Digits with an optional fraction and exponent; the sign is gone.
  private static func decimal(_ text: Substring.UTF8View) -> YAMLKind {
    var rest = text
    let whole = takeDigits(&rest)
    if rest.isEmpty { return whole > 0 ? .integer : .string }
    var fraction = 0
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      fraction = takeDigits(&rest)
    }
    guard whole + fraction > 0 else { return .string }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest.removeFirst()
      if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
      guard takeDigits(&rest) > 0 else { return .string }
    }
    return rest.isEmpty ? .float : .string
  }

  private static func takeDigits(_ text: inout Substring.UTF8View) -> Int {
    var count = 0
    while let byte = text.first, isDigit(byte) {
      text.removeFirst()
      count += 1
    }
    return count
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
  }
}
