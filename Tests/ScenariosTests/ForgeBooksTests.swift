import Operations
import Properties
import Scenarios
import SimulatedWorld
import Simulation
import Testing

/// What is so of Forge is told by the backend and the processes, and not by who says something.
@Suite struct ForgeBooksTests {
  private func forge(
    _ name: String, _ verb: ForgePart.Verb, at start: Interval = .zero,
    _ variant: Variant = Variant()
  ) -> Player {
    Player(
      name: name, part: .forge(ForgePart(verb, run: "fix-1", text: "go on")),
      start: start...start, variant: variant)
  }

  private func scenario(
    _ actors: [Player], lines: Int32, pause: Interval, for length: Interval
  ) -> Scenario {
    var scenario = Scenario(title: "Forge")
    scenario.length = length
    scenario.actors = actors
    scenario.stage.forge.lineCount = lines
    scenario.stage.forge.linePause = pause
    return scenario
  }

  private func account(_ scenario: Scenario) throws -> (account: Account, names: [String]) {
    var play = try Play(scenario, seed: 1)
    play.run(stopsAtViolation: false)
    let texts = play.universe.world.moment.texts
    return (play.account, play.account.agents.map { texts.string($0.run) })
  }

  @Test func executorWorksForTheRunOfItsTask() throws {
    let (account, runs) = try account(
      scenario([forge("ada", .run)], lines: 1, pause: .seconds(1), for: .seconds(10)))
    #expect(runs == ["fix-1"])
    let session = try #require(account.sessions.first)
    #expect(account.sessions.count == 1)
    // It has ended by itself, and its record does not have to be written for that.
    #expect(session.life == .ended(.completed))
    #expect(session.generation == 1)
    #expect(account.agents[0].worktree == session.worktree)
    #expect(!session.worktree.isEmpty && !session.branch.isEmpty && !session.conversation.isEmpty)
    #expect(account.actors[0].stance.role == .launcher)
    #expect(account.actors[0].stance.answer == .done)
    #expect(account.runs.map(\.requestCount) == [1])
  }

  @Test func followUpIsAnotherRuntimeOfTheSameSession() throws {
    let (account, runs) = try account(
      scenario(
        [forge("ada", .run), forge("eve", .resume, at: .seconds(12))], lines: 1,
        pause: .seconds(4), for: .seconds(30)))
    #expect(runs == ["fix-1", "fix-1"])
    #expect(account.sessions.map(\.generation) == [2])
    #expect(account.runs.map(\.restoreCount) == [1])
    #expect(account.agents[0].worktree == account.agents[1].worktree)
  }

  @Test func whatABackendHasForgottenIsDoubtfulWhileItLives() throws {
    var scenario = scenario(
      [forge("ada", .run)], lines: 4, pause: .seconds(10), for: .seconds(35))
    scenario.timeline = [
      Happening(.at(.seconds(5) ... .seconds(5)), .forgeCrash(killingExecutors: false)),
      Happening(.at(.seconds(6) ... .seconds(6)), .forgeStart),
    ]
    let (account, _) = try account(scenario)
    #expect(account.sessions.map(\.life) == [.doubtful])
  }

  @Test func confirmedStopIsAnEnd() throws {
    let (account, _) = try account(
      scenario(
        [forge("ada", .run), forge("eve", .stop, at: .seconds(5))], lines: 4,
        pause: .seconds(10), for: .seconds(20)))
    #expect(account.sessions.map(\.life) == [.ended(.killed)])
    let killer = account.actors.first { $0.stance.role == .killer }
    #expect(killer?.stance.answer == .done)
  }

  @Test func whatFallsBackWorksWhereEverybodyWorks() throws {
    let naive = Variant(system: .naiveForge, flaws: ["falls-back-after-any-error"])
    var scenario = scenario(
      [forge("ada", .run, naive)], lines: 1, pause: .seconds(1), for: .seconds(5))
    scenario.timeline = [
      Happening(
        .at(.zero ... .zero),
        .forgeRequest(.forgeCreateAndStart, .failure(.status(500), takesEffect: false)))
    ]
    let (account, runs) = try account(scenario)
    #expect(runs == ["fix-1"])
    #expect(account.agents[0].worktree == account.repository)
  }

  @Test func readerIsShownEachLineOnceOrIsSeenToMissIt() throws {
    func streams(_ reader: Variant, _ variant: Variant, cut: Bool) throws -> [StreamFacts] {
      var scenario = scenario(
        [forge("ada", .run, variant), forge("eye", .view, at: .seconds(3), reader)], lines: 6,
        pause: .seconds(1), for: .seconds(20))
      if cut { scenario.timeline = [Happening(.at(.seconds(5) ... .seconds(5)), .streamsCut)] }
      return try account(scenario).account.streams
    }
    let real = try streams(Variant(), Variant(), cut: true)
    #expect(real.map(\.producedCount) == [6] && real.map(\.shownCount) == [6])
    #expect(real.map(\.lostCount) == [0] && real.map(\.repeatedCount) == [0])
    #expect(real[0].lagMax > .zero && real[0].lagMax < .milliseconds(100))
    let plain = Variant(system: .naiveForge, flaws: [])
    let given = try streams(plain, plain, cut: true)
    #expect(given.map(\.lostCount) == [2])
    let again = Variant(system: .naiveForge, flaws: ["shows-history-again"])
    #expect(try streams(again, again, cut: true)[0].repeatedCount > 0)
    let elsewhere = Variant(system: .naiveForge, flaws: ["streams-by-attempt"])
    let none = try streams(elsewhere, elsewhere, cut: false)
    #expect(none.map(\.shownCount) == [0] && none.map(\.lostCount) == [6])
  }

  @Test func unknownFlawIsRefused() {
    let scenario = scenario(
      [forge("ada", .run, Variant(system: .naiveForge, flaws: ["is-shy"]))], lines: 1,
      pause: .seconds(1), for: .seconds(1))
    let error = #expect(throws: StagingError.self) { _ = try Play(scenario, seed: 1) }
    #expect(error?.message == "ada has no flaw 'is-shy' to choose")
    #expect(error?.known.contains("believes-stops") == true)
  }
}

extension ForgeBooksTests {
  private func forge(_ name: String, _ verb: ForgePart.Verb, _ variant: Variant) -> Player {
    forge(name, verb, at: .zero, variant)
  }
}
