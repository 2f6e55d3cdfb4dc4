import Operations
import Properties
import Scenarios
import SimulatedWorld
import Simulation
import Supervision
import Testing

/// What was struck although something else was meant.
@Suite struct StrikeTests {
  private func player(
    _ name: String, _ verb: SessionRequest.Verb, _ run: String, at seconds: Int64 = 0
  ) -> Player {
    Player(
      name: name, part: .command(CommandPart(verb, run: run)),
      start: .seconds(seconds) ... .seconds(seconds))
  }

  private func happening(_ action: Action, at seconds: Int64) -> Happening {
    Happening(.at(.seconds(seconds) ... .seconds(seconds)), action)
  }

  /// Plays it to its end, and says what was struck and what was meant.
  private func strikes(_ scenario: Scenario, without safeguards: String...) throws -> [String] {
    var scenario = scenario
    scenario.length = .seconds(40)
    let changes = [Red.Change(actor: Red.everybody, variant: Variant(without: safeguards))]
    var play = try Play(scenario, changes: changes, seed: 1)
    var seen: [String] = []
    while play.step() {
      for strike in play.account.strikes {
        let texts = play.universe.world.moment.texts
        seen.append(
          "\(texts.string(strike.deed)): \(texts.string(strike.struck)) "
            + "for \(texts.string(strike.meant))")
      }
    }
    return seen
  }

  @Test func killOfAnothersSession() throws {
    var scenario = Scenario(title: "x")
    scenario.actors = [
      player("ada", .spawn, "fix-1"), player("eve", .spawn, "fix-10"),
      player("ben", .kill, "fix-1", at: 20),
    ]
    scenario.timeline = [happening(.sessionKilled(Target("fix-1")), at: 10)]
    #expect(try strikes(scenario) == [])
    #expect(
      try strikes(scenario, without: "nonce-in-names", "exact-targets")
        == ["an end of a session: fix-10 for fix-1"])
  }

  @Test func lossOfAnothersWorktree() throws {
    var scenario = Scenario(title: "x")
    scenario.actors = [
      player("ada", .spawn, "fix-1"), player("eve", .spawn, "fix-2"),
      player("ben", .kill, "fix-1", at: 10), player("cat", .kill, "fix-2", at: 10),
      player("zoe", .restore, "fix-1", at: 20),
    ]
    scenario.timeline = [
      happening(.work(run: "fix-1", file: "draft"), at: 5),
      happening(.work(run: "fix-2", file: "draft"), at: 5),
      happening(.worktreeVanishes(run: "fix-1"), at: 15),
      happening(.worktreeVanishes(run: "fix-2"), at: 15),
    ]
    #expect(try strikes(scenario) == [])
    let struck = try strikes(scenario, without: "own-registration-only")
    #expect(struck.count == 1)
    #expect(struck.first?.hasPrefix("a removal of a worktree: /trees/fix-2-") == true)
    #expect(struck.first?.hasSuffix(" for fix-1") == true)
  }

  @Test func sweepOfWhatIsBeingMade() throws {
    var scenario = Scenario(title: "x")
    scenario.actors = [
      Player(name: "watch", part: .supervisor),
      Player(
        name: "ada", part: .command(CommandPart(.spawn, run: "fix-1")),
        start: .milliseconds(50) ... .milliseconds(50)),
    ]
    var slow = Action.Interfering()
    slow.actor = "watch"
    slow.calls = .verb(.tmuxListAllPanes)
    slow.how = .delay(.milliseconds(700))
    scenario.timeline = [happening(.interfere(slow), at: 0)]
    #expect(try strikes(scenario) == [])
    let struck = try strikes(scenario, without: "only-owned-is-swept")
    #expect(struck.first?.hasPrefix("an end of a session: fix-1-") == true)
    #expect(struck.first?.hasSuffix(" for what is over") == true)
  }

  @Test func signalToAnothersAgent() throws {
    var scenario = Scenario(title: "x")
    scenario.stage.agent.works = .seconds(5)
    scenario.stage.agent.ending = .exits(0)
    scenario.actors = [
      player("ada", .spawn, "fix-1"), player("eve", .spawn, "fix-2", at: 20),
      player("ben", .kill, "fix-1", at: 22),
    ]
    var first = try Play(scenario, seed: 1)
    first.run(stopsAtViolation: false)
    let pid = try #require(first.account.agents.first?.identity.pid)
    // The second agent is the next process after its runner, and gets the number of the first.
    scenario.timeline = [
      Happening(
        .after(.verb(.tmuxNewSession), nth: 1, of: "eve"), .forcePid(pid),
        delay: .milliseconds(50) ... .milliseconds(50))
    ]
    #expect(try strikes(scenario) == [])
    #expect(
      try strikes(scenario, without: "identity-before-signal").contains("a signal: fix-2 for fix-1")
    )
  }

  @Test func strangersSessionIsGoneBeforeItsProcess() throws {
    var scenario = Scenario(title: "x")
    scenario.actors = [player("ada", .spawn, "fix-1"), player("ben", .kill, "fix-1", at: 20)]
    scenario.timeline = [
      happening(.prefixTwin(Target("fix-1"), program: "vim"), at: 10),
      happening(.sessionKilled(Target("fix-1")), at: 15),
    ]
    scenario.expectations = [.property(.neverTheWrongTarget, PropertyLimits())]
    var play = try Play(
      scenario,
      changes: [Red.Change(actor: Red.everybody, variant: Variant(without: ["exact-targets"]))],
      seed: 1)
    play.run(stopsAtViolation: true)
    let place = play.account.strangers.first
    #expect(place?.isThere == false)
    let isViolated = play.isViolated
    #expect(isViolated)
  }
}
