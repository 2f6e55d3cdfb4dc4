import YAML

/// How names are spelled.
enum Name {
  static let pattern = "^[a-z][a-z0-9-]*$"

  static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, isLetter(first) else { return false }
    return text.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }

  /// A name from a scalar; what is wrong with it is added.
  ///
  /// `true`, `false` and `null` need quotes, because to other parsers they are no text.
  static func read(
    _ scalar: YAMLScalar, at mark: Mark, _ diagnostics: inout Diagnostics
  ) -> String? {
    if !isName(scalar.text) {
      let found = scalar.text.isEmpty ? "nothing" : quoted(scalar.text)
      diagnostics.add(
        "expected a name, found \(found); "
          + "a name has small letters, digits and dashes, and begins with a letter", at: mark)
      return nil
    }
    if scalar.kind != .string {
      diagnostics.add(
        "expected a name, found \(quoted(scalar.text)), which is no text to YAML", at: mark,
        hint: "put it in quotes")
      return nil
    }
    return scalar.text
  }
}
