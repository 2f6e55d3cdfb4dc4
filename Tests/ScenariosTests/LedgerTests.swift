import Operations
import Properties
import Scenarios
import SimulatedWorld
import Simulation
import Supervision
import Testing

/// What is noted of sessions, strangers and answers.
@Suite struct LedgerTests {
  private func play(
    _ scenario: Scenario, each: (borrowing Play) -> Void = { _ in }
  ) throws -> Play {
    var play = try Play(scenario, seed: 1, records: true)
    while play.step() { each(play) }
    play.run(stopsAtViolation: false)
    return play
  }

  static func crash(
    of actor: String, at verb: Verb, _ how: Action.Interfering.How
  ) -> Action.Interfering {
    var interfering = Action.Interfering()
    interfering.how = how
    interfering.actor = actor
    interfering.calls = .verb(verb)
    return interfering
  }

  private func scenario(_ actors: [Player], _ timeline: [Happening] = []) -> Scenario {
    var scenario = Scenario(title: "x")
    scenario.length = .seconds(30)
    scenario.actors = actors
    scenario.timeline = timeline
    return scenario
  }

  private func spawn(_ system: System = .rehearsal, atSeconds: Int64 = 0) -> Player {
    Player(
      name: "ada", part: .command(CommandPart(.spawn, run: "fix-1")),
      start: .seconds(atSeconds) ... .seconds(atSeconds), variant: Variant(system: system))
  }

  @Test func fileThatIsBeingWrittenHasNotLostItsRecords() throws {
    var lossCount = 0
    let play = try play(scenario([spawn(.genieRC21)])) { play in
      lossCount += play.account.changes.count { $0.after == nil }
    }
    #expect(play.account.sessions.count == 1)
    #expect(lossCount == 0)
  }

  @Test func fileWhoseWriterDiedInTheMiddleHasLostThem() throws {
    let late = Player(
      name: "late", part: .command(CommandPart(.spawn, run: "fix-2")),
      start: .seconds(10) ... .seconds(10), variant: Variant(system: .genieRC21))
    let crash = Happening(
      .at(.seconds(9) ... .seconds(9)),
      .interfere(Self.crash(of: "late", at: .fileWrite, .crashBeforeAnswer)))
    var lossTime: Instant?
    _ = try play(scenario([spawn(.genieRC21), late], [crash])) { play in
      if play.account.changes.contains(where: { $0.after == nil }) {
        lossTime = lossTime ?? play.account.now
      }
    }
    let isAtOnce = lossTime.map { $0 > .start + .seconds(10) && $0 < .start + .seconds(11) }
    #expect(isAtOnce == true)
  }

  @Test func writeOfAFileIsItsWritersWhenItArrives() throws {
    var writers: [ActorID] = []
    _ = try play(scenario([spawn(.genieRC21)])) { play in
      writers += play.account.changes.map(\.writer)
    }
    #expect(!writers.isEmpty)
    #expect(!writers.contains(.none))
  }

  @Test func strangersSessionIsGoneWhenItIsKilled() throws {
    let taken = Happening(
      .at(.seconds(5) ... .seconds(5)), .nameTaken("other", program: "vim"))
    let zoe = Player(
      name: "zoe",
      part: .person(PersonPart([.init(after: .seconds(10), .killSession("other"))])))
    var killed: Instant?
    var gone: Instant?
    _ = try play(scenario([zoe], [taken])) { play in
      for entry in play.account.entries {
        if case .performed(let operation, _) = entry.kind, operation.verb == .tmuxKillSession {
          killed = play.account.now
        }
      }
      if play.account.strangers.contains(where: { !$0.isThere }) { gone = gone ?? play.account.now }
    }
    #expect(killed != nil)
    #expect(gone == killed)
  }

  @Test func whoeverListsHasItsAnswer() throws {
    let list = Player(name: "eye", part: .command(CommandPart(.list)))
    let play = try play(scenario([list]))
    let answer = play.account.actors.first?.stance.answer
    #expect(answer == .done)
  }
}
