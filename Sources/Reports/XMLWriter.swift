/// Writes an XML 1.0 document, one element a line, each indented below its parent.
struct XMLWriter {
  private(set) var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  private var open: [StaticString] = []

  /// Opens an element that holds others.
  mutating func begin(_ name: StaticString, _ attributes: [XMLAttribute] = []) {
    start(name, attributes)
    text += ">\n"
    open.append(name)
  }

  /// Closes the element that was opened last.
  mutating func end() {
    guard let name = open.popLast() else { preconditionFailure("no element is open") }
    text += indent + "</\(name)>\n"
  }

  /// Writes an element that holds text, or nothing.
  mutating func element(
    _ name: StaticString, _ attributes: [XMLAttribute] = [], holding content: String = ""
  ) {
    start(name, attributes)
    if content.isEmpty {
      text += "/>\n"
    } else {
      text += ">"
      escape(content, isAttribute: false)
      text += "</\(name)>\n"
    }
  }

  private var indent: String { String(repeating: "  ", count: open.count) }

  private mutating func start(_ name: StaticString, _ attributes: [XMLAttribute]) {
    text += indent + "<\(name)"
    for attribute in attributes {
      guard let value = attribute.value else { continue }
      text += " \(attribute.name)=\""
      escape(value, isAttribute: true)
      text += "\""
    }
  }

  /// Writes what means the same to a reader, or can be seen where XML has no way to write it.
  ///
  /// A reader turns a bare carriage return into a line feed, and all white space of an attribute
  /// into spaces. A `>` is escaped wherever it stands, so that `]]>` cannot occur.
  private mutating func escape(_ content: String, isAttribute: Bool) {
    for scalar in content.unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\r": text += "&#13;"
      case "\"" where isAttribute: text += "&quot;"
      case "\t" where isAttribute: text += "&#9;"
      case "\n" where isAttribute: text += "&#10;"
      case "\t", "\n": text.unicodeScalars.append(scalar)
      case "\0"..<" ": text.unicodeScalars.append(scalar.visible)
      case "\u{FFFE}", "\u{FFFF}": text += "\u{FFFD}"
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}
