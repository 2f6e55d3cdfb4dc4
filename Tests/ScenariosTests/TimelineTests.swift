import Operations
import Properties
import Scenarios
import SimulatedWorld
import Simulation
import Supervision
import Testing

/// When things happen, and to whom.
@Suite struct TimelineTests {
  /// One session under a supervisor, and something that happens.
  private func scenario(_ timeline: [Happening], seconds: Int64 = 40) -> Scenario {
    var scenario = Scenario(title: "x")
    scenario.length = .seconds(seconds)
    scenario.actors = [
      Player(name: "ada", part: .command(CommandPart(.spawn, run: "fix-1"))),
      Player(name: "watch", part: .supervisor, start: .seconds(5) ... .seconds(5)),
    ]
    scenario.timeline = timeline
    return scenario
  }

  /// A mark that can be found again in what happened, and that changes nothing.
  private static let mark = Action.stepClock(.milliseconds(1))

  private func marks(_ scenario: Scenario, seed: UInt64 = 1) throws -> [Instant] {
    var play = try Play(scenario, seed: seed, records: true)
    play.run(stopsAtViolation: false)
    return play.history.filter { $0.kind == .fault(.stepWallClock(milliseconds: 1)) }.map(\.time)
  }

  // MARK: - Instants

  @Test func instantIsKeptToTheNanosecond() throws {
    let happening = Happening(.at(.seconds(12) ... .seconds(12)), Self.mark)
    #expect(try marks(scenario([happening])) == [.start + .seconds(12)])
  }

  @Test func rangeIsDrawnByTheSeed() throws {
    let scenario = scenario([Happening(.at(.seconds(10) ... .seconds(20)), Self.mark)])
    let times = try (1...6).map { try marks(scenario, seed: $0)[0] }
    #expect(times.allSatisfy { $0 >= .start + .seconds(10) && $0 <= .start + .seconds(20) })
    #expect(Set(times.map(\.nanoseconds)).count == 6)
    #expect(try marks(scenario, seed: 3)[0] == times[2])
  }

  @Test func clockIsNeverSteppedToBefore1970() throws {
    let back = Action.stepClock(.seconds(-4_000_000_000))
    var scenario = scenario([Happening(.at(.seconds(1) ... .seconds(1)), back)])
    scenario.actors[0].start = .seconds(2) ... .seconds(2)
    var play = try Play(scenario, seed: 1)
    play.run(stopsAtViolation: false)
    #expect((0...60_000).contains(play.universe.world.moment.wall.milliseconds))
    // A tmux server that began before 1970 could be written into a record and never be read again.
    #expect(play.account.sessions.count == 1)
    #expect(play.account.livingAgents(of: play.account.sessions[0].run).count == 1)
  }

  @Test func repetitionKeepsItsDistance() throws {
    let happening = Happening(
      .at(.seconds(10) ... .seconds(10)), Self.mark, delay: .seconds(1) ... .seconds(1), times: 3,
      every: .seconds(4))
    #expect(
      try marks(scenario([happening])) == [11, 15, 19].map { .start + .seconds($0) })
  }

  @Test func happeningsOfOneInstantComeInTheOrderOfTheFile() throws {
    let instant = Happening.Trigger.at(.seconds(9) ... .seconds(9))
    let scenario = scenario([
      Happening(instant, .foreignProcess(program: "one", pid: nil, user: 1_000)),
      Happening(instant, .foreignProcess(program: "two", pid: nil, user: 1_000)),
    ])
    var play = try Play(scenario, seed: 1, records: true)
    play.run(stopsAtViolation: false)
    var programs: [String] = []
    for entry in play.history {
      if case .fault(.foreignProcess(let program, _, _)) = entry.kind {
        programs.append(play.universe.world.moment.texts.string(program))
      }
    }
    #expect(programs == ["one", "two"])
  }

  // MARK: - Calls

  @Test func nthCallOfAnActorIsFollowedAtOnce() throws {
    let scenario = scenario([
      Happening(.after(.family(.tmux), nth: 2, of: "ada"), Self.mark)
    ])
    var play = try Play(scenario, seed: 1, records: true)
    play.run(stopsAtViolation: false)
    let name = play.universe.text("ada")
    let ada = play.universe.actor(named: name)
    let calls = play.history.filter { entry in
      guard entry.actor == ada, case .performed(.tmux, _) = entry.kind else { return false }
      return true
    }
    #expect(try marks(scenario) == [calls[1].time])
  }

  @Test func betweenTwoCallsIsAfterTheFirstAndBeforeTheSecond() throws {
    let scenario = scenario([
      Happening(
        .between(.verb(.gitAddWorktree), .verb(.tmuxNewSession), of: "ada"), .crash("ada"))
    ])
    var play = try Play(scenario, seed: 1, records: true)
    play.run(stopsAtViolation: false)
    let verbs = play.history.compactMap { entry -> Verb? in
      if case .performed(let operation, _) = entry.kind { operation.verb } else { nil }
    }
    #expect(verbs.contains(.gitAddWorktree))
    #expect(!verbs.prefix { $0 != .tmuxListAllPanes }.contains(.tmuxNewSession))
    #expect(play.struck == [true])
  }

  // MARK: - Conditions

  @Test(arguments: [
    Happening.Condition.hasAgent("fix-1"), .hasAnswered("ada"), .isGone("ada"),
    .session("fix-1", .starting), .holds("desk"),
  ]) func conditionComesTrueOnceAndAtItsTime(condition: Happening.Condition) throws {
    var scenario = scenario([
      Happening(.when(condition), Self.mark, delay: .seconds(2) ... .seconds(2))
    ])
    scenario.stage.folders = ["/srv/blog"]
    scenario.actors.append(Player(name: "desk", part: .desk(DeskPart(root: "/srv/blog"))))
    let times = try marks(scenario)
    #expect(times.count == 1)
    // All of them come true in the first second, in which the programs are loaded.
    #expect(times[0] > .start + .seconds(2) && times[0] < .start + .seconds(3))
  }

  @Test func endOfAnAgentIsACondition() throws {
    let scenario = scenario([
      Happening(.at(.seconds(10) ... .seconds(10)), .end(Target("fix-1", .agent), .exited(1))),
      Happening(.when(.lostAgent("fix-1")), Self.mark),
    ])
    #expect(try marks(scenario) == [.start + .seconds(10)])
  }

  @Test func conditionThatNeverComesTrueIsNotStruck() throws {
    let scenario = scenario([Happening(.when(.isGone("watch")), Self.mark)])
    var play = try Play(scenario, seed: 1)
    play.run(stopsAtViolation: false)
    #expect(play.struck == [false])
  }

  // MARK: - Who

  @Test func groupIsSeveralWithRunsOfTheirOwn() throws {
    var scenario = Scenario(title: "x")
    scenario.length = .seconds(20)
    scenario.actors = [
      Player(name: "ada", part: .command(CommandPart(.spawn, run: "fix-#")), count: 3)
    ]
    var play = try Play(scenario, seed: 1)
    play.run(stopsAtViolation: false)
    let texts = play.universe.world.moment.texts
    #expect(play.account.runs.map { texts.string($0.key) }.sorted() == ["fix-1", "fix-2", "fix-3"])
    #expect(play.account.sessions.count == 3)
    #expect(Set(play.actorNames.map { texts.string($0) }).isSuperset(of: ["ada-1", "ada-3"]))
  }

  @Test func policyOfOneActorIsNotThatOfAnother() throws {
    var scenario = Scenario(title: "x")
    scenario.length = .seconds(20)
    let hasty = Variant(policy: [
      .init("acknowledge-looks-max", .count(1)), .init("acknowledge-pause", .interval(.zero)),
    ])
    scenario.actors = [
      Player(name: "ada", part: .command(CommandPart(.spawn, run: "fix-1")), variant: hasty),
      Player(name: "ben", part: .command(CommandPart(.spawn, run: "fix-2"))),
    ]
    var play = try Play(scenario, seed: 1)
    play.run(stopsAtViolation: false)
    let answers = play.account.actors.filter { $0.stance.role == .launcher }.map(\.stance.answer)
    #expect(answers == [.timedOut, .done])
  }

  // MARK: - Values

  @Test func copyGoesItsOwnWayAndEndsAlike() throws {
    var play = try Play(scenario([]), seed: 1)
    for _ in 0..<60 { _ = play.step() }
    var copy = play.copy()
    play.run()
    copy.run()
    #expect(play.universe.digest == copy.universe.digest)
    #expect(play.account.sessions == copy.account.sessions)
  }
}
