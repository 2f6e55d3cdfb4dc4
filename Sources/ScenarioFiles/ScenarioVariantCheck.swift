import Forms
import Lifecycle
import Operations
import Scenarios
import Supervision
import YAML

/// Holds what is different about somebody against what such a one can be: what would have no effect
/// is an error.
struct ScenarioVariantCheck {
  let root: YAMLNode
  /// The kinds of those whom it is about; more than one when it is about everybody.
  let kinds: [Part.Kind]

  func run(
    _ variant: Variant, of name: String, at path: [ScenarioCheck.Step],
    _ diagnostics: inout Diagnostics
  ) {
    guard !kinds.isEmpty else { return }
    func add(_ message: String, _ key: String, _ hint: String? = nil) {
      diagnostics.add(message, at: root.mark(at: (path + [.key(key)])[...]), hint: hint)
    }
    let own = variant.system?.isOurs ?? true
    if let system = variant.system, !kinds.contains(where: { $0.systems.contains(system) }) {
      add(
        kinds.count == 1
          ? "\(name) is a \(kinds[0].text), which \(system.text) is not"
          : "none of the actors can be a \(system.text)", "by",
        kinds.count == 1
          ? "it can be \(kinds[0].systems.map(\.text).joined(separator: ", "))" : nil)
    }
    if !own {
      for (key, isEmpty) in [
        ("policy", variant.policy.isEmpty), ("rules", variant.rules.isEmpty),
        ("without", variant.without.isEmpty),
      ] where !isEmpty {
        add("'\(key)' says nothing to \(variant.system.map(\.text) ?? "it")", key)
      }
    }
    let flaws = variant.system?.flaws.map(\.name) ?? []
    if variant.flaws != nil, flaws.isEmpty {
      add(
        "'flaws' says nothing to \(variant.system.map(\.text) ?? "the real machines")", "flaws",
        "'by' names the system whose flaws they are")
    } else if let unknown = variant.flaws?.first(where: { !flaws.contains($0) }) {
      add(
        "\(variant.system?.text ?? name) has no flaw '\(unknown)' to choose", "flaws",
        Nearest.hint(for: unknown, among: flaws) ?? "known are \(flaws.joined(separator: ", "))")
    }
    guard own else { return }
    let rules = kinds.flatMap(\.rules)
    check(
      variant.policy, among: kinds.flatMap(\.settings), name, at: path + [.key("policy")],
      &diagnostics)
    check(variant.rules, among: rules, name, at: path + [.key("rules")], &diagnostics)
    let corrections = rules.isEmpty ? [] : Correction.allCases.map(\.text)
    let names =
      kinds.allSatisfy { $0 == .person } ? [] : Safeguard.allCases.map(\.text) + corrections
    for word in variant.without where !names.contains(word) {
      add(
        "\(name) has no safeguard '\(word)'", "without",
        Nearest.hint(for: word, among: names))
    }
  }

  private func check(
    _ settings: [Variant.Setting], among known: [Part.Kind.SettingFacts], _ player: String,
    at path: [ScenarioCheck.Step], _ diagnostics: inout Diagnostics
  ) {
    for setting in settings {
      let path = (path + [.key(setting.name)])[...]
      guard let facts = known.first(where: { $0.name == setting.name }) else {
        diagnostics.add(
          "\(player) has no setting '\(setting.name)'", at: root.mark(at: path, ofKey: true),
          hint: Nearest.hint(for: setting.name, among: known.map(\.name))
            ?? (known.isEmpty ? nil : "there is a list in docs/scenarios.md"))
        continue
      }
      if !facts.takes(setting.value) {
        diagnostics.add(
          "the setting '\(setting.name)' wants \(facts.wants)", at: root.mark(at: path))
      }
    }
  }
}
