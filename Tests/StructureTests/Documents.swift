/// The documents and the links between them.
enum Documents {
  static let required = [
    "LICENSE", "README.md", "HANDBOOK.md", "CHANGELOG.md", "docs/lifecycle.md",
  ]

  static func missing(exists: (String) -> Bool) -> [String] {
    required.filter { !exists($0) }
  }

  /// Links to files that are not there.
  ///
  /// Addresses and anchors within the document are left alone.
  static func brokenLinks(
    in text: String, path: String, exists: (String) -> Bool
  ) -> [Offence] {
    var isFenced = false
    var found: [Offence] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if line.hasPrefix("```") { isFenced.toggle() }
      if isFenced { continue }
      for link in links(in: withoutCode(line)) {
        let file = link.split(separator: "#", omittingEmptySubsequences: false).first ?? ""
        if file.isEmpty || link.contains(":") { continue }
        if !exists(resolve(String(file), from: path)) {
          found.append(
            Offence(path: path, line: index + 1, what: "link to \(link)", why: "no such file"))
        }
      }
    }
    return found
  }

  private static func withoutCode(_ line: Substring) -> String {
    line.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .map { $0.offset.isMultiple(of: 2) ? String($0.element) : "" }.joined(separator: "`")
  }

  /// The targets of [text](target).
  private static func links(in line: String) -> [String] {
    line.split(separator: "](", omittingEmptySubsequences: false).dropFirst().compactMap { rest in
      rest.firstIndex(of: ")").map { String(rest[..<$0].prefix { $0 != " " }) }
    }
  }

  private static func resolve(_ link: String, from path: String) -> String {
    var parts = path.split(separator: "/").dropLast().map(String.init)
    for part in link.split(separator: "/") where part != "." {
      if part == ".." {
        _ = parts.popLast()
      } else {
        parts.append(String(part))
      }
    }
    return parts.joined(separator: "/")
  }
}
