import Foundation

/// The elements of a document that are open, for finding one that is closed out of its order.
enum OpenElements {
  private static let empty = ["meta", "link", "input", "br"]

  /// What is wrong with the nesting of a document; nil when nothing is.
  static func offence(in text: String) throws -> String? {
    var open: [Substring] = []
    var rest = text[...]
    while let tag = try #/<(/?)([a-zA-Z][a-z0-9]*)[^>]*>/#.firstMatch(in: rest) {
      rest = rest[tag.range.upperBound...]
      let name = tag.2
      if tag.1.isEmpty {
        if empty.contains(String(name)) { continue }
        open.append(name)
        // What stands in a script or a style is no markup.
        if ["script", "style"].contains(name), let end = rest.range(of: "</\(name)>") {
          rest = rest[end.lowerBound...]
        }
      } else {
        let last = open.popLast()
        if last != name { return "</\(name)> within \(last ?? "nothing")" }
      }
    }
    return open.last.map { "\($0) is open at the end" }
  }
}
