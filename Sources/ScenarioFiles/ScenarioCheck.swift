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
  /// Whoever takes part, as the file calls them.
  private let players: [String]
  /// Everybody who can be in a run.
  private let actors: [String]
  private let runs: [String]

  /// Programs that are actors by their own names.
  private static let programs = ["runner", "agent", "claude", "child"]
  private static let happening = Form<Happening>.happening
  private static let conditions = Form<Happening.Condition>.condition

  init(_ scenario: Scenario, _ root: YAMLNode) {
    self.scenario = scenario
    self.root = root
    players = scenario.actors.flatMap(\.names)
    let staff = scenario.actors.flatMap { player in
      var names = ["worker", "verifier", "zsh", "runner"].map { "\($0)@\(player.name)" }
      if case .clock(let clock) = player.part {
        names.append("retention-\(clock.starts.keeps.nanoseconds / 1_000_000_000)")
      }
      return names
    }
    let twins = scenario.timeline.flatMap { happening -> [String] in
      guard case .duplicate(let name, let count) = happening.action else { return [] }
      return (2...(count + 1)).map { "\(name)#\($0)" }
    }
    let genie = System.allCases.map(\.text).filter { $0.hasPrefix("genie") }
    actors = players + twins + Self.programs + staff + genie
    let asked = scenario.actors.flatMap { player in
      let run: String
      switch player.part {
      case .command(let part): run = part.run
      case .forge(let part): run = part.run
      default: return [String]()
      }
      if run.isEmpty { return [] }
      return (1...max(1, player.count)).map { number in
        String(run.flatMap { $0 == "#" ? Array("\(number)") : [$0] })
      }
    }
    runs = asked + [scenario.stage.agent.launches].filter { !$0.isEmpty }
  }

  func run(_ diagnostics: inout Diagnostics) {
    checkPlayers(&diagnostics)
    checkTimeline(&diagnostics)
    checkSchedule(&diagnostics)
    checkExpectations(&diagnostics)
    checkReds(&diagnostics)
    guard diagnostics.isEmpty else { return }
    checkStaging(&diagnostics)
  }

  // MARK: - Names

  private func checkPlayers(_ diagnostics: inout Diagnostics) {
    var known: [String] = []
    for player in scenario.actors {
      let mark = root.mark(at: [.key("actors"), .key(player.name)])
      if player.name == Red.everybody {
        diagnostics.add("'\(player.name)' stands for all actors, and is no name of one", at: mark)
      } else if Self.programs.contains(player.name) {
        diagnostics.add("'\(player.name)' is a program that actors start", at: mark)
      } else if let name = player.names.first(where: known.contains) {
        diagnostics.add("there are two actors called '\(name)'", at: mark)
      }
      known += player.names
      ScenarioVariantCheck(root: root, kinds: [player.part.kind]).run(
        player.variant, of: player.name, at: [.key("actors"), .key(player.name)], &diagnostics)
    }
  }

  private func checkActor(
    _ name: String, at path: [Step], _ diagnostics: inout Diagnostics
  ) {
    guard !actors.contains(name) else { return }
    diagnostics.add(
      "no actor is called '\(name)'", at: root.mark(at: path[...]),
      hint: Nearest.hint(for: name, among: players) ?? Self.known(players))
  }

  private func checkRun(_ name: String, at path: [Step], _ diagnostics: inout Diagnostics) {
    guard !runs.contains(name) else { return }
    diagnostics.add(
      "nobody asks for a run called '\(name)'", at: root.mark(at: path[...]),
      hint: Nearest.hint(for: name, among: runs) ?? Self.known(runs))
  }

  /// Who or what can be named, if that is not too much to be read.
  private static func known(_ names: [String]) -> String? {
    switch names.count {
    case 0: nil
    case 1...8: "known are \(names.joined(separator: ", "))"
    default:
      "known are \(names.prefix(7).joined(separator: ", ")) and \(names.count - 7) more"
    }
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
      hint: Nearest.hint(for: target.owner, among: runs + players))
  }

  // MARK: - The timeline

  private func checkSchedule(_ diagnostics: inout Diagnostics) {
    guard case .order(let calls) = scenario.schedule else { return }
    let path: [Step] = [.key("schedule"), .key("order")]
    for (place, call) in calls.enumerated() {
      checkActor(call.actor, at: path + [.item(place), .key("of")], &diagnostics)
      guard calls[..<place].contains(call) else { continue }
      diagnostics.add(
        "this call has its place in the order already",
        at: root.mark(at: (path + [.item(place)])[...]), hint: "'nth' tells it from the first")
    }
  }

  private func checkTimeline(_ diagnostics: inout Diagnostics) {
    for (place, happening) in scenario.timeline.enumerated() {
      let path: [Step] = [.key("timeline"), .item(place)]
      switch happening.trigger {
      case .at: break
      case .after(_, _, let actor):
        if !actor.isEmpty {
          checkActor(actor, at: path + [.key("after"), .key("of")], &diagnostics)
        }
      case .between(_, _, let actor):
        checkActor(actor, at: path + [.key("between"), .key("of")], &diagnostics)
      case .when(let condition): check(condition, at: path + [.key("when")], &diagnostics)
      }
      let node = Self.happening.node(of: happening)
      guard case .mapping(let entries) = node.content, let key = entries.last?.key.text else {
        continue
      }
      check(happening.action, at: path + [.key(key)], &diagnostics)
    }
  }

  private func check(
    _ condition: Happening.Condition, at path: [Step], _ diagnostics: inout Diagnostics
  ) {
    let node = Self.conditions.node(of: condition)
    guard case .mapping(let entries) = node.content, let key = entries.last?.key.text else {
      return
    }
    let path = path + [.key(key)]
    switch condition {
    case .holds(let name), .hasAnswered(let name), .isGone(let name):
      checkActor(name, at: path, &diagnostics)
    case .hasAgent(let run), .lostAgent(let run): checkRun(run, at: path, &diagnostics)
    case .session(let run, _): checkRun(run, at: path + [.key("run")], &diagnostics)
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
    case .work(let run, _), .forgeChange(let run, _), .worktreeVanishes(let run),
      .recordBecomes(let run, _),
      .pullRequest(let run, _), .flapping(let run, _):
      checkRun(run, at: path, &diagnostics)
    case .interfere(let interfering):
      if !interfering.actor.isEmpty {
        checkActor(interfering.actor, at: path + [.key("of")], &diagnostics)
      }
      check(interfering, at: path, &diagnostics)
    default: break
    }
  }

  private func check(
    _ interfering: Action.Interfering, at path: [Step], _ diagnostics: inout Diagnostics
  ) {
    guard case .fail(let failure) = interfering.how else { return }
    let canFail = Verb.allCases.contains {
      interfering.calls.contains($0) && failure.outcome(of: $0) != nil
    }
    if !canFail {
      diagnostics.add(
        "none of these calls can fail as '\(failure.text)'",
        at: root.mark(at: (path + [.key("how")])[...]))
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
      case .count(let count): check(count, at: path, &diagnostics)
      case .answer(let actor, _):
        checkActor(actor, at: path + [.key("answer"), .key("to")], &diagnostics)
      case .session(let run, _):
        checkRun(run, at: path + [.key("session"), .key("run")], &diagnostics)
      case .output(let actor, _):
        checkActor(actor, at: path + [.key("output"), .key("of")], &diagnostics)
      }
    }
  }

  private func check(
    _ count: Expectation.Count, at path: [Step], _ diagnostics: inout Diagnostics
  ) {
    let path = path + [.key("count"), .key("which")]
    switch count.of {
    case .records, .liveRecords, .agents, .agentsEver, .tasks, .prompts:
      if !count.which.isEmpty { checkRun(count.which, at: path, &diagnostics) }
    case .tmuxSessions, .worktrees, .branches:
      if !count.which.isEmpty {
        diagnostics.add(
          "\(count.of.text) are counted all together", at: root.mark(at: path[...]),
          hint: "leave 'which' out")
      }
    case .processes:
      if count.which.isEmpty {
        diagnostics.add(
          "it is not said which processes are counted", at: root.mark(at: path.dropLast()[...]),
          hint: "give the program with 'which'")
      }
    case .notices: break
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
          at: root.mark(at: (path + [.key("with"), .key(change.actor)])[...], ofKey: true),
          hint: Nearest.hint(for: change.actor, among: players + [Red.everybody])
            ?? Self.known(players))
      }
      for change in red.changes {
        let kinds = scenario.actors.filter {
          $0.name == change.actor || change.actor == Red.everybody
        }.map(\.part.kind)
        let isAlone =
          change == red.changes.last && change.actor == Red.everybody
          && change.variant == Variant(without: change.variant.without)
        ScenarioVariantCheck(root: root, kinds: kinds).run(
          change.variant, of: change.actor,
          at: isAlone ? path : path + [.key("with"), .key(change.actor)], &diagnostics)
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
          ?? Self.known(error.known))
    }
  }

  /// A step on the way to a node.
  enum Step {
    case key(String)
    case item(Int)
  }
}

extension YAMLNode {
  /// Where the node at the end of a way stands, or its key if it is more than one word; as far as
  /// the way goes.
  func mark(at path: ArraySlice<ScenarioCheck.Step>, ofKey isKey: Bool = false) -> Mark {
    guard let step = path.first else { return start }
    switch (step, content) {
    case (.key(let key), .mapping(let entries)):
      guard let entry = entries.first(where: { $0.key.text == key }) else { return start }
      if case .scalar(let scalar) = entry.value.content {
        return scalar.text.isEmpty || isKey ? entry.keyStart : entry.value.start
      }
      return path.count == 1
        ? entry.keyStart : entry.value.mark(at: path.dropFirst(), ofKey: isKey)
    case (.item(let place), .sequence(let items)):
      return items.indices.contains(place)
        ? items[place].mark(at: path.dropFirst(), ofKey: isKey) : start
    default: return start
    }
  }
}
