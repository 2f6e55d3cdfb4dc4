import YAML

/// The keys that a mapping can have, and what is wrong with those that it has.
struct Keys: Sendable {
  private let name: String
  /// The keys that may be there in any number.
  private let fields: [String]
  /// The keys of which exactly one must be there; none if there is no such choice.
  private let tags: [String]

  /// Two equal keys are a mistake of the programmer.
  init(of name: String, _ fields: [String], tags: [String]) {
    self.name = name
    self.fields = fields
    self.tags = tags
    let sorted = (fields + tags).sorted()
    for (key, next) in zip(sorted, sorted.dropFirst()) {
      precondition(key != next, "'\(name)' has two keys '\(key)'")
    }
  }

  var all: [String] { fields + tags }

  /// Whether all keys are known, all that must be there are, and just one tag is.
  func check(
    _ entries: [YAMLEntry], fields: [FieldFacts], at mark: Mark, _ diagnostics: inout Diagnostics
  ) -> Bool {
    let before = diagnostics.count
    var tag: String?
    var meant: [String] = []
    var unknown = 0
    for entry in entries {
      let key = entry.key.text
      if self.fields.contains(key) { continue }
      if tags.contains(key) {
        if let tag {
          diagnostics.add(
            "'\(key)' cannot stand beside '\(tag)': one \(name) has exactly one of its kinds",
            at: entry.keyStart)
        }
        tag = key
        continue
      }
      unknown += 1
      // Beyond what is shown, guessing is time lost.
      let guess = unknown <= Diagnostics.shownMax ? Nearest.word(to: key, among: all) : nil
      if let guess { meant.append(guess) }
      diagnostics.add(
        "unknown key \(quoted(key)) in '\(name)'", at: entry.keyStart,
        hint: guess.map { "did you mean '\($0)'?" } ?? "it can be \(listed(all))")
    }
    // A key that is only misspelled need not be called missing as well.
    for field in fields where field.isRequired && !meant.contains(field.key) {
      if !entries.contains(where: { $0.key.text == field.key }) {
        diagnostics.add(
          "the key '\(field.key)' is missing in this \(name)", at: mark, hint: field.help)
      }
    }
    if !tags.isEmpty && tag == nil && unknown == 0 {
      diagnostics.add("expected one of \(listed(tags)) in this \(name)", at: mark)
    }
    return diagnostics.count == before
  }
}
