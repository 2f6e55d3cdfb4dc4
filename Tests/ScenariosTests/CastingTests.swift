import Operations
import Properties
import Scenarios
import SimulatedWorld
import Simulation
import Supervision
import Testing

/// Who is meant by a name, and what agents and other systems do.
@Suite struct CastingTests {
  private func scenario(
    _ timeline: [Happening] = [], _ change: (inout Scenario) -> Void = { _ in }
  ) -> Scenario {
    var scenario = Scenario(title: "x")
    scenario.length = .seconds(20)
    scenario.actors = [Player(name: "ada", part: .command(CommandPart(.spawn, run: "fix-1")))]
    scenario.timeline = timeline
    change(&scenario)
    return scenario
  }

  private func played(
    _ scenario: Scenario, changes: [Red.Change] = []
  ) throws -> Play {
    var play = try Play(scenario, changes: changes, seed: 1, records: true)
    play.run(stopsAtViolation: false)
    return play
  }

  /// Everybody differs from the usual, so that the runner is called after its actor.
  private static let different = [
    Red.Change(actor: Red.everybody, variant: Variant(without: ["c6"]))
  ]

  private func name(of actor: ActorID, in play: borrowing Play) -> String {
    play.universe.world.moment.texts.string(play.actorNames[Int(actor.rawValue)])
  }

  // MARK: - Variants of a program

  @Test func interferenceWithTheRunnerStrikesItsVariantToo() throws {
    let crash = Happening(
      .at(.zero ... .zero),
      .interfere(LedgerTests.crash(of: "runner", at: .storeGet, .crashBeforeEffect)))
    for changes in [[], Self.different] {
      let play = try played(scenario([crash]), changes: changes)
      let struck = play.history.first { entry in
        if case .interference = entry.kind { true } else { false }
      }
      let who = struck.map { name(of: $0.actor, in: play) }
      #expect(who == (changes.isEmpty ? "runner" : "runner@ada"))
    }
  }

  @Test func crashOfTheRunnerMeansItsVariantToo() throws {
    let crash = Happening(.at(.seconds(5) ... .seconds(5)), .crash("runner"))
    let play = try played(scenario([crash]), changes: Self.different)
    #expect(play.struck == [true])
    let isGone = play.account.actors.contains { actor in
      name(of: actor.actor, in: play) == "runner@ada" && !actor.lives
    }
    #expect(isGone)
  }

  @Test func callsOfTheRunnerAreCountedInItsVariantToo() throws {
    let mark = Happening(.after(.verb(.processSpawn), nth: 1, of: "runner"), .forcePid(900))
    let play = try played(scenario([mark]), changes: Self.different)
    #expect(play.struck == [true])
  }

  // MARK: - Numbers

  @Test func pidOfAnActorThatIsGoneCanBeGivenToAStranger() throws {
    let reuse = Happening(
      .at(.seconds(5) ... .seconds(5)),
      .reusePid(of: Target("ada", .whole), program: "vim"))
    var play = try played(scenario([reuse]))
    #expect(play.struck == [true])
    var pids: [Int32] = []
    let vim = play.universe.text("vim")
    play.universe.world.processes.forEach { process in
      if process.program == vim { pids.append(process.identity.pid) }
    }
    let began = play.history.compactMap { entry -> Int32? in
      guard case .began(let start) = entry.kind, entry.actor.rawValue == 0 else { return nil }
      return start.identity.pid
    }
    #expect(pids == began)
  }

  // MARK: - Agents

  @Test func agentLaunchesARunOnceAndTheLaunchedAgentNone() throws {
    let play = try played(scenario { $0.stage.agent.launches = "helper" })
    let texts = play.universe.world.moment.texts
    let runs = play.account.agents.map { texts.string($0.run) }
    #expect(runs == ["fix-1", "helper"])
  }

  @Test func agentThatIgnoresHangUpsOutlivesItsRunner() throws {
    let end = Happening(
      .at(.seconds(5) ... .seconds(5)), .end(Target("fix-1", .runner), .signalled(.kill)))
    for ignores in [false, true] {
      let play = try played(scenario([end]) { $0.stage.agent.ignoresHangUp = ignores })
      #expect(play.account.agents.map(\.lives) == [ignores])
    }
  }

  // MARK: - What is printed

  @Test func outputIsLookedForInTheLinesOfOneActor() throws {
    let scenario = scenario { scenario in
      scenario.stage.entryPoint = "npx automagik-genie"
      scenario.expectations = [
        .output(actor: "ada", has: "npx automagik-genie view fix-1"),
        .output(actor: "ada", has: "rehearse session view"),
        .output(actor: "runner", has: "npx automagik-genie"),
      ]
    }
    var play = try played(scenario)
    let findings = play.findings()
    #expect(findings.map { $0.violation == nil } == [true, false, false])
  }

  // MARK: - Other systems

  @Test func naiveReaperListsAndDoesNothingElse() throws {
    let naive = [Red.Change(actor: "ada", variant: Variant(system: .naiveReaper))]
    #expect(throws: StagingError.self) { _ = try played(scenario(), changes: naive) }
    let list = scenario { scenario in
      scenario.actors = [Player(name: "ada", part: .command(CommandPart(.list)))]
    }
    let play = try played(list, changes: naive)
    #expect(play.account.actors.map(\.stance.role) == [.reader])
  }
}
