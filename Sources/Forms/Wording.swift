import YAML

/// A piece of a document in quotes, as it can stand in a message: cut to 40 characters, with
/// control characters escaped.
func quoted(_ text: String) -> String {
  let short = text.prefix(40)
  var result = "'"
  for scalar in short.unicodeScalars {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: result += scalar.escaped(asASCII: true)
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + (short.endIndex == text.endIndex ? "'" : "…'")
}

/// Words in quotes as a choice, cut to a length that a person reads.
func listed(_ words: [String]) -> String {
  let shown = words.count > 8 ? words.prefix(7) + [] : words[...]
  let names = shown.map { "'\($0)'" }
  guard words.count == shown.count else {
    return names.joined(separator: ", ") + " or one of \(words.count - shown.count) more"
  }
  guard let last = names.last, names.count > 1 else { return names.joined() }
  return names.dropLast().joined(separator: ", ") + " or " + last
}

extension YAMLNode {
  /// What it is, for a sentence about what was found.
  var words: String {
    switch content {
    case .scalar(let scalar) where scalar.text.isEmpty:
      scalar.isQuoted ? "an empty text" : "nothing"
    case .scalar(let scalar): quoted(scalar.text)
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }

  /// Which of the shapes it has.
  var shape: Shapes {
    switch content {
    case .scalar: .scalar
    case .sequence: .list
    case .mapping: .mapping
    }
  }
}
