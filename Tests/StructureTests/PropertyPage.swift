/// What the sources of the properties and their page must agree about.
enum PropertyPage {
  /// The types of the properties and their names in files, out of the text of `PropertyName.swift`.
  static func names(in text: String) -> [(type: String, name: String)] {
    text.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: "\"")
      guard parts.count == 2, let word = parts[0].split(separator: ".").last,
        parts[0].contains("case ."), word.hasSuffix(": ")
      else { return nil }
      let name = word.dropLast(2)
      return (name.prefix(1).uppercased() + name.dropFirst(), String(parts[1]))
    }
  }

  /// The first paragraph of the doc comment of a type.
  static func summary(of type: String, in text: String) -> String? {
    var paragraphs: [[Substring]] = [[]]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("public struct \(type): Property") {
        return paragraphs.first { !$0.isEmpty }?.joined(separator: " ")
      }
      if line.hasPrefix("/// ") {
        paragraphs[paragraphs.count - 1].append(line.dropFirst(4))
      } else if line == "///" {
        paragraphs.append([])
      } else {
        paragraphs = [[]]
      }
    }
    return nil
  }

  /// The text of `sentence`, put together from its literals.
  static func sentence(in text: String) -> String? {
    let lines = text.split(separator: "\n")
    guard let first = lines.firstIndex(where: { $0.contains("public static let sentence =") })
    else { return nil }
    var sentence = ""
    for (number, line) in lines[first...].enumerated() {
      let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
      let isLiteral = ["", "+"].contains(parts[0].filter { $0 != " " })
      // The first line may hold all of it.
      if parts.count == 3, isLiteral || number == 0 {
        sentence += parts[1]
      } else if number > 0 {
        break
      }
    }
    return sentence
  }

  /// What a property's file lacks.
  static func offences(in text: String, path: String, type: String) -> [Offence] {
    guard let summary = summary(of: type, in: text) else {
      return [
        Offence(path: path, line: 1, what: "no \(type)", why: "a property is a type of its name")
      ]
    }
    guard sentence(in: text) != summary else { return [] }
    return [
      Offence(
        path: path, line: 1, what: "sentence", why: "it differs from the doc comment: \(summary)")
    ]
  }
}
