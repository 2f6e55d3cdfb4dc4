import YAML

/// How whole numbers are spelled: plain decimal digits, so that every parser agrees on the value.
enum Integers {
  static func schema(_ range: ClosedRange<Int>) -> SchemaValue {
    .object([
      "type": .string("integer"),
      "minimum": range.lowerBound == .min ? nil : .integer(range.lowerBound),
      "maximum": range.upperBound == .max ? nil : .integer(range.upperBound),
    ])
  }

  static func fits(_ scalar: YAMLScalar, _ range: ClosedRange<Int>) -> Bool {
    if case .success(let value) = read(scalar) { range.contains(value) } else { false }
  }

  static func read(_ scalar: YAMLScalar) -> Result<Int, Fault> {
    let text = scalar.text
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    let isDecimal = !digits.isEmpty && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
    if isDecimal && scalar.isQuoted {
      return .failure(Fault(" in quotes, which is a text", hint: "leave the quotes out"))
    }
    if isDecimal && digits.utf8.count > 1 && digits.utf8.first == 0x30 {
      return .failure(
        Fault(", which has a leading zero", hint: "some parsers take it for octal; leave it out"))
    }
    if text == "-0" { return .failure(Fault("", hint: "write 0")) }
    if isDecimal {
      // What does not fit is outside every range, on one side or the other.
      return Int(text).map { .success($0) } ?? .failure(Fault(", which is out of range"))
    }
    return .failure(notation(digits))
  }

  private static func notation(_ text: Substring) -> Fault {
    let bytes = text.utf8
    guard bytes.first.map({ (0x30...0x39).contains($0) || $0 == 0x2B || $0 == 0x2E }) == true,
      bytes.contains(where: { (0x30...0x39).contains($0) })
    else { return Fault("") }
    let hint = "write it in plain decimal digits"
    if bytes.first == UInt8(ascii: "+") { return Fault(", which has a plus sign", hint: hint) }
    if text.hasPrefix("0x") { return Fault(", which is hexadecimal", hint: hint) }
    if text.hasPrefix("0o") { return Fault(", which is octal", hint: hint) }
    if text.hasPrefix("0b") { return Fault(", which is binary", hint: hint) }
    if bytes.contains(UInt8(ascii: "_")) { return Fault(", which has underscores", hint: hint) }
    switch YAMLKind(ofPlain: String(text)) {
    case .float where text.lowercased().utf8.contains(0x65):
      return Fault(", which has an exponent", hint: hint)
    case .float: return Fault(", which has a fraction", hint: "write a whole number")
    default: return Fault("")
    }
  }
}
