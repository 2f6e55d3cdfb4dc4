import Forms
import YAML

/// What no form can say of a plan: what one part of it says of another.
struct PlanCheck {
  private let plan: Plan
  private let root: YAMLNode

  init(_ plan: Plan, _ root: YAMLNode) {
    self.plan = plan
    self.root = root
  }

  func run(_ diagnostics: inout Diagnostics) {
    if plan.groups.isEmpty, plan.includes.isEmpty {
      diagnostics.add(
        "this plan has neither groups nor other plans", at: root.start,
        hint: "add 'groups' or 'includes'")
    }
    for (place, group) in plan.groups.enumerated() {
      guard let checks = value(of: "groups")?.entries[place].value.value(of: "checks") else {
        continue
      }
      for (number, check) in group.checks.enumerated() {
        let node = checks.items[number]
        if group.checks[..<number].contains(where: { $0.title == check.title }) {
          diagnostics.add(
            "two checks of '\(group.name)' say '\(check.title)'", at: node.start,
            hint: "the sentence is what a check is told by")
        }
        if case .commands(let script) = check.work {
          look(script, node.value(of: "commands") ?? node, &diagnostics)
        }
      }
    }
  }

  private func value(of key: String) -> YAMLNode? { root.value(of: key) }

  private func look(_ script: CommandScript, _ node: YAMLNode, _ diagnostics: inout Diagnostics) {
    let items = node.value(of: "steps")?.items ?? []
    for (place, step) in script.steps.enumerated() {
      let mark = items.indices.contains(place) ? items[place].start : node.start
      let earlier = script.steps[..<place].map(\.name)
      if earlier.contains(step.name) {
        diagnostics.add(
          "two steps are called '\(step.name)'", at: mark, hint: "give one another name")
      }
      if case .oneForEach(let name) = step.count?.wanted, !earlier.contains(name) {
        diagnostics.add(
          "no step before this one is called '\(name)'", at: mark,
          hint: earlier.isEmpty ? "there is none before it" : "there are \(earlier)")
      }
      if step.isAtOnce, step.times < 2 {
        diagnostics.add(
          "one time cannot be at once", at: mark, hint: "say with 'times' how many there are")
      }
    }
  }
}

extension YAMLNode {
  /// The entries of a mapping; none of anything else.
  fileprivate var entries: [YAMLEntry] {
    if case .mapping(let entries) = content { entries } else { [] }
  }

  /// The items of a list; none of anything else.
  fileprivate var items: [YAMLNode] {
    if case .sequence(let items) = content { items } else { [] }
  }

  /// The value of a key.
  fileprivate func value(of key: String) -> YAMLNode? {
    entries.first { $0.key.text == key }?.value
  }
}
