import Properties
import Scenarios

/// Judges what a scenario expects by what a run on this machine has left.
public enum LiveJudge {
  /// The properties that can be judged by what is left and what is seen on the way.
  static let properties: [PropertyName] = [
    .noOrphans, .oneSessionPerRun, .isolatedWorktrees, .stopIsConfirmed, .workIsKept, .converges,
    .deathIsNoticed, .neverTheWrongTarget, .noLostUpdate, .noFalseTimeout, .terminalStaysTerminal,
    .failedProbeIsNotDeath, .namesAreSettled, .identityIsOne, .closeIsSafe,
  ]

  /// Why an expectation cannot be judged here; nil when it can.
  static func obstacle(to expectation: Expectation) -> String? {
    switch expectation {
    case .property(let name, _):
      properties.contains(name) ? nil : "it takes every event of the run to tell"
    case .count(let count) where count.of == .tasks: "there is no Forge here"
    case .count, .answer, .session, .output: nil
    }
  }

  /// What was found of each expectation, in the order of the file.
  public static func verdicts(of scenario: Scenario, _ aftermath: Aftermath) -> [LiveVerdict] {
    scenario.expectations.map { expectation in
      if let obstacle = obstacle(to: expectation) { return .notJudged(obstacle) }
      guard let words = violation(of: expectation, aftermath) else { return .held }
      return .violated(words)
    }
  }

  private static func violation(
    of expectation: Expectation, _ aftermath: Aftermath
  ) -> String? {
    switch expectation {
    case .property(let name, _):
      return aftermath.breaches.first { $0.property == "\(name.word)" }?.words
    case .count(let count):
      let found = aftermath.number(of: count.of, count.which)
      let which = count.which.isEmpty ? "" : " of \(count.which)"
      return found == count.isExactly
        ? nil : "there are \(found) \(count.of.word)\(which), and \(count.isExactly) are expected"
    case .answer(let actor, let answer):
      let found = aftermath.orders.last { $0.actor == actor }?.answer
      return found == answer
        ? nil
        : "\(actor) was answered \(found.map { "\($0.word)" } ?? "nothing"), "
          + "and \(answer.word) is expected"
    case .session(let run, let life):
      let found = aftermath.sessions.first { $0.key == run || $0.id == run }
      return found?.life == life
        ? nil
        : "the record of \(run) says \(found?.status ?? "nothing"), and \(life.word) is expected"
    case .output(let actor, let words):
      let lines = aftermath.orders.filter { $0.actor == actor }.flatMap(\.lines)
      return lines.contains { $0.contains(words) }
        ? nil : "\(actor) has printed no line with '\(words)' in it"
    }
  }
}

extension Aftermath {
  /// How many there are of something.
  fileprivate func number(of thing: Expectation.Thing, _ which: String) -> Int {
    func count(_ names: [String]) -> Int { names.count { which.isEmpty || $0 == which } }
    return switch thing {
    case .records: count(sessions.map(\.key))
    case .liveRecords: count(sessions.filter { !$0.isOver }.map(\.key))
    case .tmuxSessions: tmuxSessions.count
    case .agents: count(agents)
    case .agentsEver: count(agentsEver)
    case .worktrees: worktrees
    case .branches: branches
    case .notices: count(notices)
    case .prompts: count(prompts)
    case .processes: programs.count { $0 == which }
    case .tasks: 0
    }
  }
}

extension Aftermath.Session {
  /// Where it is, by what a person is shown.
  var life: Happening.SessionLife {
    if isOver { return .over }
    switch status {
    case "spawning": return .starting
    case "detecting", "stuck": return .doubtful
    default: return .running
    }
  }
}
