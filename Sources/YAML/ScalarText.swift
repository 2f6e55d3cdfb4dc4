/// How a scalar is written: plain if it can be, else in the quotes that need the fewest escapes.
enum ScalarText {
  /// A scalar on one line; empty only for nothing at all, which every parser takes for null.
  static func inLine(_ scalar: YAMLScalar, isInFlow: Bool) -> String {
    let text = scalar.text
    if text.isEmpty { return scalar.isQuoted ? "\"\"" : "" }
    let isMistaken = scalar.isQuoted && YAMLKind(ofPlain: text) != .string
    return !isMistaken && canBePlain(text, isInFlow: isInFlow) ? text : quotedText(text)
  }

  /// A key, which is never nothing and never the merge key.
  static func key(_ scalar: YAMLScalar, isInFlow: Bool) -> String {
    if scalar.text.isEmpty || scalar.text == "<<" { return quotedText(scalar.text) }
    return inLine(scalar, isInFlow: isInFlow)
  }

  /// The lines of a text that is best written as a block, and whether the last one ends.
  static func lines(_ scalar: YAMLScalar) -> (lines: [Substring], hasEnd: Bool)? {
    var text = scalar.text[...]
    guard text.utf8.contains(0x0A), let first = text.unicodeScalars.first,
      ![" ", "\t", "\n"].contains(first), text.unicodeScalars.allSatisfy(isAllowedInBlock)
    else { return nil }
    let hasEnd = text.utf8.last == 0x0A
    if hasEnd { text = Substring(text.unicodeScalars.dropLast()) }
    // Further line feeds at the end, or blanks, would be lost or be hard to see.
    guard let last = text.unicodeScalars.last, ![" ", "\t", "\n"].contains(last) else { return nil }
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    return (lines.map { Substring($0) }, hasEnd)
  }

  private static func isAllowedInBlock(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\n" || scalar == "\t" || isPrintable(scalar)
  }

  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E: true
    case 0..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: false
    default: true
    }
  }

  private static func canBePlain(_ text: String, isInFlow: Bool) -> Bool {
    let scalars = Array(text.unicodeScalars)
    guard let first = scalars.first, scalars.allSatisfy(isPrintable) else { return false }
    // Older parsers have types of their own for these two.
    if text == "=" || text == "<<" { return false }
    if first == " " || scalars.last == " " || scalars.last == ":" { return false }
    if ",[]{}#&*!|>'\"%@`?:".unicodeScalars.contains(first) { return false }
    if first == "-", scalars.count == 1 || scalars[1] == " " || (isInFlow && scalars[1].isFlowSign)
    {
      return false
    }
    if text.hasPrefix("---") || text.hasPrefix("...") { return false }
    for (index, scalar) in scalars.enumerated() {
      let next = index + 1 < scalars.count ? scalars[index + 1] : " "
      if scalar == ":" && (next == " " || (isInFlow && next.isFlowSign)) { return false }
      if scalar == " " && next == "#" { return false }
      if isInFlow && (scalar.isFlowSign || scalar == "?") { return false }
    }
    return true
  }

  private static func quotedText(_ text: String) -> String {
    let needsEscapes = text.unicodeScalars.contains { !isPrintable($0) }
    if !needsEscapes, text.utf8.contains(0x22) || text.utf8.contains(0x5C) {
      var written = "'"
      for scalar in text.unicodeScalars {
        if scalar == "'" { written += "'" }
        written.unicodeScalars.append(scalar)
      }
      return written + "'"
    }
    var written = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": written += "\\\""
      case "\\": written += "\\\\"
      case "\n": written += "\\n"
      case "\r": written += "\\r"
      case "\t": written += "\\t"
      case _ where isPrintable(scalar): written.unicodeScalars.append(scalar)
      case _ where scalar.value <= 0xFF: written += "\\x" + hexadecimal(scalar.value, 2)
      default: written += "\\u" + hexadecimal(scalar.value, 4)
      }
    }
    return written + "\""
  }
}

extension Unicode.Scalar {
  fileprivate var isFlowSign: Bool { [",", "[", "]", "{", "}"].contains(self) }
}
