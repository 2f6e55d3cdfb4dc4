import Foundation

/// What every file of the project keeps to.
enum Hygiene {
  static let sourceLines_max = 600

  // Spelled in two parts, so that this file keeps its own rule.
  private static let leftovers = ["TO" + "DO", "FIX" + "ME", "XX" + "X"]
  private static let machinePaths = ["/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/"]

  /// Rules for any text, whatever its language.
  static func offences(inText text: String, path: String) -> [Offence] {
    // Looking at every line is slow, and hardly any file needs it.
    guard (leftovers + machinePaths).contains(where: text.contains) else { return [] }
    var found: [Offence] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      func add(_ what: String, _ why: String) {
        found.append(Offence(path: path, line: index + 1, what: what, why: why))
      }
      let bytes = Array(line.utf8)
      for word in leftovers where contains(bytes, word, after: isWordByte, before: isWordByte) {
        add(word, "do it, or leave it")
      }
      for folder in machinePaths where contains(bytes, folder, after: isPathByte) {
        add(folder, "the path of one machine means nothing on another")
      }
    }
    return found
  }

  /// Rules for Swift sources.
  static func offences(in file: SourceFile) -> [Offence] {
    let code = Code(file)
    var found = code.tokens.indices.compactMap { index -> Offence? in
      guard ["fatalError", "preconditionFailure"].contains(code[index]),
        code[index + 1] == "(", code[index + 2] == ")"
      else { return nil }
      return Offence(
        path: file.path, line: code.tokens[index].line, what: "\(code[index])()",
        why: "whoever meets it needs to know what was found")
    }
    if file.lineCount > sourceLines_max {
      found.append(
        Offence(
          path: file.path, line: sourceLines_max + 1, what: "\(file.lineCount) lines",
          why: "split a file before it passes \(sourceLines_max)"))
    }
    return found
  }

  private static func isWordByte(_ byte: UInt8) -> Bool { Lexer.isWordByte(byte) }

  /// What may stand before a slash within a relative path or an address.
  private static func isPathByte(_ byte: UInt8) -> Bool {
    Lexer.isWordByte(byte) || [".", "-", "*", "}"].contains(Character(UnicodeScalar(byte)))
  }

  /// Whether a text occurs with none of the given bytes right around it.
  private static func contains(
    _ line: [UInt8], _ text: String, after isPart: (UInt8) -> Bool,
    before isContinued: (UInt8) -> Bool = { _ in false }
  ) -> Bool {
    let wanted = Array(text.utf8)
    guard line.count >= wanted.count else { return false }
    return (0...(line.count - wanted.count)).contains { start in
      let end = start + wanted.count
      // The first byte decides almost always.
      return line[start] == wanted[0] && Array(line[start..<end]) == wanted
        && (start == 0 || !isPart(line[start - 1]))
        && (end == line.count || !isContinued(line[end]))
    }
  }
}
