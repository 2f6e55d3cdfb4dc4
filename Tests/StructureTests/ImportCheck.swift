/// Holds the import lines of one file against the layers.
enum ImportCheck {
  /// The modules that a file imports, with their lines.
  static func imports(of file: SourceFile) -> [(module: String, line: Int)] {
    let kinds: Set<String> = [
      "struct", "class", "enum", "protocol", "func", "var", "let", "typealias", "actor",
    ]
    var found: [(module: String, line: Int)] = []
    for (index, token) in file.tokens.enumerated() where token.text == "import" {
      if index > 0 && [".", "`"].contains(file.tokens[index - 1].text) { continue }
      let rest = file.tokens[(index + 1)...]
      guard let module = rest.first(where: { !kinds.contains($0.text) }), module.isWord else {
        continue
      }
      found.append((module.text, token.line))
    }
    return found
  }

  static func offences(in file: SourceFile) -> [Offence] {
    guard let target = file.target else { return [] }
    guard let allowed = Layers.allowed(for: target) else {
      if Layers.isC(target) { return [] }
      return [
        Offence(
          path: file.path, line: 1, what: "target \(target)",
          why: "it is not in the table of layers, so nobody has said what it may import")
      ]
    }
    return imports(of: file).compactMap { module, line in
      guard let why = reason(against: module, in: target, allowed: allowed) else { return nil }
      return Offence(path: file.path, line: line, what: "import \(module)", why: why)
    }
  }

  private static func reason(
    against module: String, in target: String, allowed: Set<String>
  ) -> String? {
    if Layers.direct[module] != nil || Layers.isCommand(module) {
      return allowed.contains(module) ? nil : "imports point downwards only, see Layers.swift"
    }
    if Layers.isC(module) {
      return Layers.mayImportC.contains(target) ? nil : "\(target) may not stand on a C target"
    }
    return Layers.isPure(target) ? "\(target) is pure: the standard library and nothing else" : nil
  }
}
