import Forms
import Lifecycle
import Operations
import Properties
import Scenarios
import YAML

/// Holds the names of a scenario against one another: who is spoken of has to be there.
struct ScenarioCheck {
  private let scenario: Scenario
  private let root: YAMLNode
  private let actors: [String]
  private let runs: [String]

  init(_ scenario: Scenario, _ root: YAMLNode) {
    self.scenario = scenario
    self.root = root
    let players = scenario.actors.flatMap(\.names)
    let staff = scenario.actors.flatMap { player in
      ["worker", "verifier", "zsh", "runner"].map { "\($0)@\(player.name)" }
    }
    let genie = System.allCases.map(\.text).filter { $0.hasPrefix("genie") }
    actors = players + ["runner", "agent", "claude", "child"] + staff + genie
    runs = scenario.actors.flatMap { player in
      let run: String
      switch player.part {
      case .command(let part): run = part.run
      case .forge(let part): run = part.run
      default: return [String]()
      }
      return (1...max(1, player.count)).map { number in
        String(run.flatMap { $0 == "#" ? Array("\(number)") : [$0] })
      }
    }
  }

  func run(_ diagnostics: inout Diagnostics) {
    checkTimeline(&diagnostics)
    checkExpectations(&diagnostics)
    checkReds(&diagnostics)
    guard diagnostics.isEmpty else { return }
    checkStaging(&diagnostics)
  }

  // MARK: - Names

  private func checkActor(
    _ name: String, at path: [Step], _ diagnostics: inout Diagnostics
  ) {
    guard !actors.contains(name) else { return }
    diagnostics.add(
      "no actor is called '\(name)'", at: root.mark(at: path[...]),
      hint: Nearest.hint(for: name, among: scenario.actors.flatMap(\.names))
        ?? "known are \(scenario.actors.flatMap(\.names).joined(separator: ", "))")
  }

  private func checkRun(_ name: String, at path: [Step], _ diagnostics: inout Diagnostics) {
    guard !runs.contains(name) else { return }
    diagnostics.add(
      "nobody asks for a run called '\(name)'", at: root.mark(at: path[...]),
      hint: Nearest.hint(for: name, among: runs))
  }

  private func checkTarget(
    _ target: Target, at path: [Step], _ diagnostics: inout Diagnostics
  ) {
    // A session may be named by itself: somebody else may have made it.
    guard target.part != .whole, !runs.contains(target.owner), !actors.contains(target.owner) else {
      return
    }
    diagnostics.add(
      "'\(target.owner)' is neither a run nor an actor", at: root.mark(at: path[...]),
      hint: Nearest.hint(for: target.owner, among: runs + scenario.actors.flatMap(\.names)))
  }

  // MARK: - The timeline

  private func checkTimeline(_ diagnostics: inout Diagnostics) {
    for (place, happening) in scenario.timeline.enumerated() {
      let path: [Step] = [.key("timeline"), .item(place)]
      switch happening.trigger {
      case .at: break
      case .after(_, _, let actor):
        if !actor.isEmpty { checkActor(actor, at: path + [.key("after")], &diagnostics) }
      case .between(_, _, let actor):
        checkActor(actor, at: path + [.key("between")], &diagnostics)
      case .when(let condition): check(condition, at: path + [.key("when")], &diagnostics)
      }
      check(happening.action, at: path, &diagnostics)
    }
  }

  private func check(
    _ condition: Happening.Condition, at path: [Step], _ diagnostics: inout Diagnostics
  ) {
    switch condition {
    case .holds(let name), .hasAnswered(let name), .isGone(let name):
      checkActor(name, at: path, &diagnostics)
    case .hasAgent(let run), .lostAgent(let run), .session(let run, _):
      checkRun(run, at: path, &diagnostics)
    }
  }

  private func check(
    _ action: Action, at path: [Step], _ diagnostics: inout Diagnostics
  ) {
    switch action {
    case .crash(let name), .restart(let name), .stop(let name, _), .resume(let name),
      .signal(let name, _), .slowStart(let name, _), .changeUser(let name, _),
      .duplicate(let name, _), .streamsLag(let name, _):
      checkActor(name, at: path, &diagnostics)
    case .end(let target, _), .suspend(let target, _), .reusePid(let target, _),
      .paneDies(let target, _), .sessionKilled(let target), .clientsDetached(let target),
      .prefixTwin(let target, _):
      checkTarget(target, at: path, &diagnostics)
    case .work(let run, _), .worktreeVanishes(let run), .recordBecomes(let run, _),
      .pullRequest(let run, _), .flapping(let run, _):
      checkRun(run, at: path, &diagnostics)
    case .interfere(let interfering):
      if !interfering.actor.isEmpty { checkActor(interfering.actor, at: path, &diagnostics) }
    default: break
    }
  }

  // MARK: - What is expected

  private func checkExpectations(_ diagnostics: inout Diagnostics) {
    for (place, expectation) in scenario.expectations.enumerated() {
      let path: [Step] = [.key("expect"), .item(place)]
      switch expectation {
      case .property(let name, let limits):
        let unknown = limits.names.subtracting(name.takes)
        for word in unknown.words {
          diagnostics.add(
            "'\(name.text)' has no limit '\(word)'", at: root.mark(at: path[...]),
            hint: name.takes.isEmpty
              ? "it takes no limits"
              : "it takes \(name.takes.words.map { "'\($0)'" }.joined(separator: ", "))")
        }
      case .count: break
      case .answer(let actor, _): checkActor(actor, at: path, &diagnostics)
      case .session(let run, _): checkRun(run, at: path, &diagnostics)
      }
    }
  }

  private func checkReds(_ diagnostics: inout Diagnostics) {
    let expected = scenario.expectations.map(\.name)
    let players = scenario.actors.map(\.name)
    for (place, red) in scenario.reds.enumerated() {
      let path: [Step] = [.key("red"), .item(place)]
      for change in red.changes
      where change.actor != Red.everybody && !players.contains(change.actor) {
        diagnostics.add(
          "no actor is called '\(change.actor)'",
          at: root.mark(at: (path + [.key("with"), .key(change.actor)])[...]),
          hint: Nearest.hint(for: change.actor, among: players + [Red.everybody]))
      }
      for name in red.violates where !expected.contains(name) {
        diagnostics.add(
          "'\(name)' is not among what is expected",
          at: root.mark(at: (path + [.key("violates")])[...]),
          hint: Nearest.hint(for: name, among: expected)
            ?? "a red violates something that stands under 'expect'")
      }
    }
  }

  // MARK: - Whether it can be played

  private func checkStaging(_ diagnostics: inout Diagnostics) {
    check([], at: [.key("actors")], &diagnostics)
    for (place, red) in scenario.reds.enumerated() where diagnostics.isEmpty {
      check(red.changes, at: [.key("red"), .item(place), .key("with")], &diagnostics)
    }
  }

  private func check(
    _ changes: [Red.Change], at path: [Step], _ diagnostics: inout Diagnostics
  ) {
    do {
      _ = try Play(scenario, changes: changes, seed: scenario.seeds.lowerBound)
    } catch {
      let place = root.mark(at: (path + [.key(error.player)])[...])
      diagnostics.add(
        error.message, at: place,
        hint: Nearest.hint(for: error.name, among: error.known)
          ?? (error.known.isEmpty ? nil : "known are \(error.known.joined(separator: ", "))"))
    }
  }

  /// A step on the way to a node.
  enum Step {
    case key(String)
    case item(Int)
  }
}

extension YAMLNode {
  /// Where the node at the end of a way stands; as far as the way goes.
  fileprivate func mark(at path: ArraySlice<ScenarioCheck.Step>) -> Mark {
    guard let step = path.first else { return start }
    switch (step, content) {
    case (.key(let key), .mapping(let entries)):
      guard let entry = entries.first(where: { $0.key.text == key }) else { return start }
      return path.count == 1 ? entry.keyStart : entry.value.mark(at: path.dropFirst())
    case (.item(let place), .sequence(let items)):
      return items.indices.contains(place) ? items[place].mark(at: path.dropFirst()) : start
    default: return start
    }
  }
}
