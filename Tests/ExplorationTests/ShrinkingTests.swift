import Lifecycle
import Operations
import Properties
import ScenarioFiles
import Scenarios
import Simulation
import Testing

@testable import Exploration

/// What is left of a failing scenario is what it needs to fail in that way, and no more.
@Suite struct ShrinkingTests {
  private static func suspect(_ scenario: Scenario) throws -> Suspect {
    for seed in scenario.seeds {
      if let found = try Suspect(scenario, seed: seed, expectation: 0) { return found }
    }
    throw Missing("\(scenario.title) does not fail")
  }

  private static func isWritable(_ scenario: Scenario) -> Bool {
    let text = ScenarioFile.text(of: scenario)
    return (try? ScenarioFile.load(Array(text.utf8), file: "f")) == scenario
  }

  private static func shrunk(_ scenario: Scenario, tries: Int = 20_000) throws -> Shrinking {
    var shrinking = Shrinking(
      try suspect(scenario), triesMax: tries, isWritable: isWritable)
    shrinking.run()
    return shrinking
  }

  // MARK: - A failure is a failure of one kind

  @Test func whatFailsInAnotherWayIsNoSuccess() throws {
    // Two hold one root; in the other scenario somebody is refused a root that nobody holds.
    let held = try Self.suspect(Locks.claims(by: .carelessLock))
    var refused = Locks.claims(by: .rlpDesk)
    let lock = "/srv/shop/.claude/ralph-desk/logs/.rlp-desk-runner-9798d483.lock"
    refused.stage.files = [
      Stage.Entry(path: "\(lock).d/made", content: "x"),
      Stage.Entry(path: lock, content: "{\"pid\":null}"),
    ]
    refused.actors[1].part = .lock(LockPart(root: "/srv/shop"))
    refused.actors[1].start = .seconds(1) ... .seconds(1)
    let other = try Self.suspect(refused)
    #expect(other.failure.expectation == held.failure.expectation)
    #expect(other.failure.shape != held.failure.shape)
    #expect(held.replaced(by: other.scenario) == nil)
    #expect(other.replaced(by: held.scenario) == nil)
    #expect(held.replaced(by: held.scenario) != nil)
  }

  @Test func whatViolatesAnotherExpectationIsNoSuccess() throws {
    let scenario = Locks.claims(by: .rlpDesk, [.lockIsRecovered])
    var seeds = scenario
    seeds.seeds = 1...200
    let freed = try Self.suspect(seeds)
    var other = freed.scenario
    other.expectations = [.property(.oneRunnerPerRoot, PropertyLimits())]
    #expect(try Suspect(other, seed: freed.seed, expectation: 0) != nil)
    #expect(freed.replaced(by: other) == nil)
  }

  @Test func whatFailsThoughNobodyTakesPartKeepsSomebody() throws {
    var scenario = Locks.claims(by: .rehearsal)
    scenario.expectations = [.count(.init(of: .records, isExactly: 9))]
    let shrinking = try Self.shrunk(scenario)
    #expect(shrinking.suspect.scenario.actors.count == 1)
    #expect(shrinking.isProvenSmallest)
  }

  @Test func whatHoldsIsNoSuspect() throws {
    #expect(try Suspect(Locks.claims(by: .rehearsal), seed: 1, expectation: 0) == nil)
  }

  @Test func whatARedChangesStandsAtTheActorsThen() throws {
    let scenario = Sample.twoRequests
    let suspect = try #require(
      try Suspect(scenario, changes: scenario.reds[0].changes, seed: 1, expectation: 0))
    #expect(suspect.scenario.reds.isEmpty)
    #expect(suspect.scenario.actors.map(\.variant.system) == [.genieRC21, .genieRC21])
  }

  @Test func whatCannotBeWrittenIsNoCandidate() throws {
    let long = with(Self.plain()) { $0.length = .seconds(48) }
    var shrinking = Shrinking(try Self.suspect(long)) { $0.length > .seconds(5) }
    shrinking.run()
    #expect(shrinking.suspect.scenario.length > .seconds(5))
  }

  // MARK: - Each pass

  /// One of the passes, by what it does.
  enum Pass: CaseIterable {
    case schedule, timeline, actors, order, seed, times, actions, parts, stage, length

    func run(_ shrinking: inout Shrinking) {
      switch self {
      case .schedule: shrinking.simplifySchedule()
      case .timeline: shrinking.shrinkTimeline()
      case .actors: shrinking.shrinkActors()
      case .order: shrinking.shrinkOrder()
      case .seed: shrinking.shrinkSeed()
      case .times: shrinking.shrinkTimes()
      case .actions: shrinking.shrinkActions()
      case .parts: shrinking.shrinkParts()
      case .stage: shrinking.shrinkStage()
      case .length: shrinking.shrinkLength()
      }
    }
  }

  /// Two claim a root without care: nothing of it can be taken away.
  private static func plain() -> Scenario {
    var scenario = Locks.claims(by: .carelessLock)
    scenario.stage = Stage()
    scenario.stage.folders = ["/srv/blog"]
    scenario.length = .seconds(1)
    return scenario
  }

  /// The same with the last of some seeds with which it fails.
  private static func laterSeed() throws -> Scenario {
    var scenario = plain()
    for seed: UInt64 in 2...20 {
      if try Suspect(plain(), seed: seed, expectation: 0) != nil { scenario.seeds = seed...seed }
    }
    return scenario
  }

  /// Two wrappers, of which the second finds the lock of the first without a number in it.
  private static func ordered() -> Scenario {
    var scenario = Locks.claims(by: .rlpDesk)
    scenario.length = .seconds(1)
    scenario.schedule = .order([.init("ben", .fileMakeDirectory), .init("ada", .fileWrite)])
    return scenario
  }

  /// The first wrapper's number is written late.
  private static func late(_ change: (inout Action.Interfering) -> Void) -> Scenario {
    var scenario = Locks.claims(by: .rlpDesk)
    scenario.length = .seconds(1)
    var interfering = Action.Interfering()
    interfering.actor = "ada"
    interfering.calls = .verb(.fileWrite)
    interfering.how = .delay(.milliseconds(200))
    change(&interfering)
    scenario.timeline = [Happening(.at(.zero ... .zero), .interfere(interfering))]
    return scenario
  }

  private func with(_ scenario: Scenario, _ change: (inout Scenario) -> Void) -> Scenario {
    var scenario = scenario
    change(&scenario)
    return scenario
  }

  @Test(arguments: Pass.allCases) func nothingCanBeTakenFromWhatIsPlain(_ pass: Pass) throws {
    for scenario in [Self.plain(), Self.ordered()] {
      var shrinking = Shrinking(try Self.suspect(scenario), isWritable: Self.isWritable)
      pass.run(&shrinking)
      #expect(shrinking.suspect.scenario == scenario)
    }
  }

  @Test func eachPassTakesAwayWhatNoOtherDoes() throws {
    let cases: [(Pass, Scenario)] = [
      (.schedule, with(Self.plain()) { $0.schedule = .random(within: Interval(nanoseconds: 1)) }),
      (
        .timeline,
        with(Self.plain()) { $0.timeline = [Happening(.at(.zero ... .zero), .serverKilled)] }
      ),
      (
        .actors,
        with(Self.plain()) {
          $0.actors.append(
            Player(
              name: "cat", part: .lock(LockPart(root: "/srv/blog")),
              variant: Variant(system: .carelessLock)))
        }
      ),
      (.actors, with(Self.plain()) { $0.actors[0].count = 3 }),
      (
        .order,
        with(Self.ordered()) {
          guard case .order(let calls) = $0.schedule else { return }
          $0.schedule = .order(calls + [.init("ben", .fileWrite)])
        }
      ),
      (.seed, try Self.laterSeed()),
      (
        .times, with(Self.plain()) { $0.actors[1].start = .milliseconds(3) ... .milliseconds(17) }
      ),
      (.actions, Self.late { $0.count = 7 }),
      (.actions, Self.late { $0.how = .delay(Interval(nanoseconds: 212_345_678)) }),
      (
        .parts,
        with(Self.plain()) { $0.actors[0].part = .lock(LockPart(root: "/srv/blog", rounds: 3)) }
      ),
      (.stage, with(Self.plain()) { $0.stage.agent.works = .seconds(77) }),
      (.length, with(Self.plain()) { $0.length = .seconds(48) }),
      (.length, with(Self.plain()) { $0.calm = .seconds(5) }),
    ]
    for (number, (able, scenario)) in cases.enumerated() {
      guard let suspect = try? Self.suspect(scenario) else {
        Issue.record("case \(number + 1) does not fail")
        continue
      }
      for pass in Pass.allCases {
        var shrinking = Shrinking(suspect, isWritable: Self.isWritable)
        pass.run(&shrinking)
        let isChanged = shrinking.suspect.scenario != suspect.scenario
        #expect(isChanged == (pass == able), "case \(number + 1), pass \(pass)")
        #expect(
          ScenarioSize(shrinking.suspect.scenario) <= ScenarioSize(suspect.scenario),
          "case \(number + 1), pass \(pass)")
      }
    }
  }

  @Test func theNumbersOfAnInterferenceBecomeSimple() throws {
    var shrinking = Shrinking(
      try Self.suspect(
        Self.late {
          $0.count = 7
          $0.how = .delay(Interval(nanoseconds: 212_345_678))
        }), isWritable: Self.isWritable)
    shrinking.shrinkActions()
    guard case .interfere(let left) = shrinking.suspect.scenario.timeline[0].action,
      case .delay(let time) = left.how
    else {
      Issue.record("something else happens")
      return
    }
    #expect(left.count == 1 && left.skip == 0)
    #expect(ScenarioSize.digits(time) == 2)
  }

  @Test func onlyWhatIsShorterIsTriedForATime() {
    func tried(_ nanoseconds: Int64) -> [Int64] {
      Shrinking.rounder(than: Interval(nanoseconds: nanoseconds)).map { $0.nanoseconds / 1_000_000 }
    }
    #expect(tried(0) == [])
    #expect(tried(60_000_000_000) == [0])
    #expect(tried(5_000_000_000) == [0])
    #expect(tried(15_000_000_000) == [0, 60_000, 10_000, 20_000])
    #expect(tried(1_200_000) == [0, 60_000, 10_000, 1_000, 100, 10, 1, 2])
  }

  // MARK: - The whole

  @Test func ofALongStoryOnlyThePairIsLeftThatMakesIt() throws {
    let numbers = Schedule.Priorities(changes: 2, steps: 30, within: .milliseconds(20))
    for schedule in [Schedule.random(within: .milliseconds(20)), .priorities(numbers)] {
      var scenario = Locks.claims(by: .rlpDesk)
      scenario.seeds = 1...400
      scenario.schedule = schedule
      let shrinking = try Self.shrunk(scenario)
      let left = shrinking.suspect.scenario
      guard case .order(let calls) = left.schedule else {
        Issue.record("\(schedule) became \(left.schedule)")
        continue
      }
      #expect(calls.count == 2, "\(calls)")
      #expect(calls.first?.actor != calls.last?.actor)
      #expect(shrinking.isProvenSmallest)
      #expect(left.seeds.count == 1 && left.length == .seconds(1) && left.timeline.isEmpty)
    }
  }

  @Test func whatIsLeftIsAFileThatFailsInTheSameWay() throws {
    var crowded = Locks.staleClaims(by: .rlpDesk, count: 4)
    crowded.seeds = 1...200
    crowded.timeline = [
      Happening(.at(.seconds(1) ... .seconds(4)), .serverKilled),
      Happening(.at(.seconds(2) ... .seconds(2)), .forcePid(900)),
    ]
    for (scenario, changes) in [
      (crowded, []), (Sample.twoRequests, Sample.twoRequests.reds[0].changes),
      (Sample.missedProbe, Sample.missedProbe.reds[0].changes),
    ] {
      var changed = scenario.changed(by: changes)
      changed.reds = []
      let first = try Self.suspect(changed)
      let shrinking = try Self.shrunk(changed)
      let text = ScenarioFile.text(of: shrinking.suspect.scenario)
      let loaded = try ScenarioFile.load(Array(text.utf8), file: "f")
      let again = try #require(try Suspect(loaded, seed: loaded.seeds.lowerBound, expectation: 0))
      #expect(again.failure == first.failure)
      #expect(
        ScenarioSize(loaded) < ScenarioSize(first.scenario), "\(scenario.title) is as it was")
      // It is at rest: once more changes nothing.
      let twice = try Self.shrunk(loaded)
      #expect(twice.suspect.scenario == loaded, "\(ScenarioFile.text(of: twice.suspect.scenario))")
    }
  }

  @Test func theSameIsShrunkToTheSame() throws {
    var scenario = Locks.claims(by: .rlpDesk, count: 3)
    scenario.seeds = 1...200
    let (first, second) = (try Self.shrunk(scenario), try Self.shrunk(scenario))
    #expect(first.suspect.scenario == second.suspect.scenario)
    #expect(first.triedCount == second.triedCount)
  }

  // MARK: - The smallest

  @Test func itIsTheSmallestOnlyWhereThatWasSeen() throws {
    let done = try Self.shrunk(Self.plain())
    #expect(done.isProvenSmallest)
    // All choices of two, but for both of them.
    #expect(done.triedCount >= 3)
    let stopped = try Self.shrunk(Self.plain(), tries: 4)
    #expect(!stopped.isProvenSmallest && stopped.triedCount == 4)
    // Too many parts that are all needed.
    let many = with(Self.plain()) { scenario in
      scenario.expectations = [.count(.init(of: .processes, which: "lock", isExactly: 99))]
      scenario.timeline = (0..<13).map { _ in
        Happening(.at(.zero ... .zero), .serverKilled)
      }
    }
    var needed = Shrinking(try Self.suspect(many)) { $0.timeline.count == 13 }
    needed.run()
    #expect(!needed.isProvenSmallest)
  }

  @Test func whoStandsForSeveralIsTriedAsFewer() throws {
    let team = with(Self.plain()) {
      $0.actors = [$0.actors[0]]
      $0.actors[0].count = 5
    }
    func isAllowed(_ scenario: Scenario) -> Bool {
      // Neither one less, nor half of them, nor one, which the passes try.
      let count = scenario.actors.first?.count ?? 0
      return Self.isWritable(scenario) && (count == 5 || count == 3)
    }
    var shrinking = Shrinking(try Self.suspect(team), isWritable: isAllowed)
    shrinking.run()
    #expect(shrinking.suspect.scenario.actors[0].count == 3)
    #expect(shrinking.isProvenSmallest)
  }
}
