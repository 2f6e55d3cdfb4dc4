import Operations
import Properties
import Scenarios
import Simulation
import Supervision
import Testing

@Suite struct DirectorTests {
  /// A run in which a session of `fix-1` is asked for.
  private static func scenario(_ timeline: [Happening]) -> Scenario {
    var scenario = Scenario(title: "One session")
    scenario.actors = [Player(name: "ada", part: .command(CommandPart(.spawn, run: "fix-1")))]
    scenario.timeline = timeline
    scenario.expectations = [.count(.init(of: .agents, which: "fix-1", isExactly: 0))]
    return scenario
  }

  private static func faults(_ scenario: Scenario) throws -> [Fault] {
    var play = try Play(scenario, seed: 1, records: true)
    play.run()
    return play.history.compactMap { if case .fault(let fault) = $0.kind { fault } else { nil } }
  }

  @Test func theEndOfAProcessIsNoticedAtOnce() throws {
    let scenario = Self.scenario([
      Happening(.when(.hasAgent("fix-1")), .end(Target("fix-1", .agent), .signalled(.kill))),
      Happening(.when(.lostAgent("fix-1")), .forcePid(77)),
    ])
    var play = try Play(scenario, seed: 1)
    play.run()
    let struck = play.struck
    #expect(struck == [true, true])
    let findings = play.findings()
    #expect(findings[0].violation == nil)
  }

  @Test func whatWaitsForOneEventHappensInTheOrderOfTheFile() throws {
    let numbers: [Int32] = [71, 72, 73]
    let faults = try Self.faults(
      Self.scenario(numbers.map { Happening(.when(.hasAgent("fix-1")), .forcePid($0)) }))
    #expect(faults.filter { $0.isPid } == numbers.map { .forcePid($0) })
  }

  @Test func eachKindOfCallFailsInItsOwnWay() throws {
    var interfering = Action.Interfering()
    interfering.how = .fail(.full)
    let faults = try Self.faults(
      Self.scenario([Happening(.at(.zero ... .zero), .interfere(interfering))]))
    let verbs = faults.compactMap { fault in
      if case .interfere(let rule) = fault { rule.verb } else { nil }
    }
    #expect(verbs.contains(.fileWrite) && verbs.contains(.storePut))
    #expect(!verbs.contains(.tmuxNewSession))
  }
}

extension Fault {
  fileprivate var isPid: Bool { if case .forcePid = self { true } else { false } }
}
