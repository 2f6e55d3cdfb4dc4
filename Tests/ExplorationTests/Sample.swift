import Operations
import Properties
import Scenarios
import Supervision

/// A scenario that shows something, for tests to damage.
enum Sample {
  /// Two requests under one key, and genie, which makes two sessions of them.
  static var twoRequests: Scenario {
    var scenario = Scenario(title: "Two requests under one key make one session")
    scenario.length = .seconds(30)
    scenario.actors = [
      Player(name: "ada", part: .command(CommandPart(.spawn, run: "fix-1"))),
      Player(
        name: "ben", part: .command(CommandPart(.spawn, run: "fix-1")),
        start: .seconds(1) ... .seconds(1)),
    ]
    scenario.expectations = [.property(.oneSessionPerRun, PropertyLimits())]
    scenario.reds = [red(by: .genieRC21, violates: "one-session-per-run")]
    return scenario
  }

  /// A session, a supervisor, and one look that fails.
  static var missedProbe: Scenario {
    var scenario = Scenario(title: "One missed probe does not end a session")
    scenario.length = .seconds(40)
    scenario.actors = [
      Player(name: "ada", part: .command(CommandPart(.spawn, run: "fix-1"))),
      Player(name: "watch", part: .supervisor, start: .seconds(5) ... .seconds(5)),
    ]
    scenario.timeline = [lie(.tmuxListAllPanes, .unavailable)]
    scenario.expectations = [.property(.failedProbeIsNotDeath, PropertyLimits())]
    scenario.reds = [
      Red(
        changes: [
          .init(
            actor: "watch",
            variant: Variant(
              rules: [.init("dead-readings-max", .count(1))],
              without: ["failed-is-unknown", "two-witnesses"]))
        ],
        violates: ["failed-probe-is-not-death"])
    ]
    return scenario
  }

  /// A red in which everybody is an earlier system.
  static func red(by system: System, violates name: String) -> Red {
    Red(
      changes: [.init(actor: Red.everybody, variant: Variant(system: system))], violates: [name])
  }

  private static func lie(_ verb: Verb, _ failure: Action.Interfering.Failure) -> Happening {
    var interfering = Action.Interfering()
    interfering.actor = "watch"
    interfering.calls = .verb(verb)
    interfering.how = .fail(failure)
    return Happening(.at(.seconds(20) ... .seconds(20)), .interfere(interfering))
  }
}
