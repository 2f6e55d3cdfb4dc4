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
