/// Reads one JSON text, scalar by scalar; `nil` for anything that is not JSON.
struct TreeParser {
  private let scalars: [Unicode.Scalar]
  private var index = 0

  init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

  mutating func document() -> Tree? {
    guard let tree = value() else { return nil }
    space()
    return index == scalars.count ? tree : nil
  }

  private var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  private mutating func space() {
    while let scalar = next, scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r" {
      index += 1
    }
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    index += 1
    return true
  }

  private mutating func take(word: String) -> Bool {
    for scalar in word.unicodeScalars where !take(scalar) { return false }
    return true
  }

  private mutating func value() -> Tree? {
    space()
    switch next {
    case "{": return object()
    case "[": return array()
    case "\"": return string().map(Tree.string)
    case "t": return take(word: "true") ? .boolean(true) : nil
    case "f": return take(word: "false") ? .boolean(false) : nil
    case "n": return take(word: "null") ? .null : nil
    default: return number().map(Tree.number)
    }
  }

  private mutating func object() -> Tree? {
    index += 1
    space()
    if take("}") { return .object([]) }
    var members: [Tree.Member] = []
    repeat {
      space()
      guard next == "\"", let key = string() else { return nil }
      space()
      guard take(":"), let value = value() else { return nil }
      members.append(Tree.Member(key, value))
      space()
    } while take(",")
    return take("}") ? .object(members) : nil
  }

  private mutating func array() -> Tree? {
    index += 1
    space()
    if take("]") { return .array([]) }
    var elements: [Tree] = []
    repeat {
      guard let value = value() else { return nil }
      elements.append(value)
      space()
    } while take(",")
    return take("]") ? .array(elements) : nil
  }

  private mutating func number() -> String? {
    let start = index
    _ = take("-")
    if !take("0"), !digits() { return nil }
    if take("."), !digits() { return nil }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      if !digits() { return nil }
    }
    return String(String.UnicodeScalarView(scalars[start..<index]))
  }

  private mutating func digits() -> Bool {
    let start = index
    while let scalar = next, ("0"..."9").contains(scalar) { index += 1 }
    return index > start
  }

  private mutating func string() -> String? {
    index += 1
    var units: [UInt16] = []
    while let scalar = next {
      index += 1
      switch scalar {
      case "\"":
        return String(validating: units, as: UTF16.self)
      case "\\":
        guard let unit = escape() else { return nil }
        units.append(unit)
      case "\0"..<" ": return nil
      default: units.append(contentsOf: UTF16.encode(scalar).map(Array.init) ?? [])
      }
    }
    return nil
  }

  private mutating func escape() -> UInt16? {
    guard let letter = next else { return nil }
    index += 1
    switch letter {
    case "\"", "\\", "/": return UInt16(letter.value)
    case "b": return 8
    case "f": return 12
    case "n": return 10
    case "r": return 13
    case "t": return 9
    case "u":
      guard index + 4 <= scalars.count else { return nil }
      let digits = scalars[index..<index + 4]
      guard digits.allSatisfy(\.properties.isASCIIHexDigit) else { return nil }
      index += 4
      return UInt16(String(String.UnicodeScalarView(digits)), radix: 16)
    default: return nil
    }
  }
}
