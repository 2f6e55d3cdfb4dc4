/// Writes HTML, element within element; text and values of attributes are escaped.
///
/// The names of elements and attributes are literals, so that nothing from outside can become one.
struct HTMLWriter {
  /// Attributes by their names; those that are nil are left out.
  typealias Attributes = KeyValuePairs<StaticString, String?>

  private(set) var bytes: [UInt8] = []

  /// Writes an element and what its body writes.
  mutating func element(
    _ name: StaticString, _ attributes: Attributes = [:], _ body: (inout HTMLWriter) -> Void
  ) {
    begin(name, attributes)
    body(&self)
    raw("</\(name)>")
  }

  /// Writes an element that holds text.
  mutating func element(_ name: StaticString, _ attributes: Attributes = [:], _ text: String) {
    element(name, attributes) { $0.text(text) }
  }

  /// Writes an element that holds text and has no attributes.
  mutating func element(_ name: StaticString, _ text: String) { element(name, [:], text) }

  /// Writes an element that holds nothing.
  mutating func empty(_ name: StaticString, _ attributes: Attributes = [:]) {
    begin(name, attributes)
    raw("</\(name)>")
  }

  /// Writes an element that HTML gives no end.
  mutating func void(_ name: StaticString, _ attributes: Attributes = [:]) {
    begin(name, attributes)
  }

  /// Writes text.
  mutating func text(_ text: String) {
    for byte in Visible.text(text).utf8 { escape(byte) }
  }

  /// Breaks the line of the source, where no reader sees it.
  mutating func newline() { bytes.append(UInt8(ascii: "\n")) }

  /// Writes what is known to be HTML.
  mutating func raw(_ html: String) { bytes.append(contentsOf: html.utf8) }

  /// Writes bytes that are known to be HTML.
  mutating func raw(_ html: [UInt8]) { bytes.append(contentsOf: html) }

  private mutating func begin(_ name: StaticString, _ attributes: Attributes) {
    raw("<\(name)")
    for (attribute, value) in attributes {
      guard let value else { continue }
      raw(" \(attribute)=\"")
      text(value)
      raw("\"")
    }
    raw(">")
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "&"): raw("&amp;")
    case UInt8(ascii: "<"): raw("&lt;")
    case UInt8(ascii: ">"): raw("&gt;")
    case UInt8(ascii: "\""): raw("&quot;")
    case UInt8(ascii: "'"): raw("&#39;")
    default: bytes.append(byte)
    }
  }
}
