import Operations
import Properties
import Simulation
import Supervision
import Testing

@testable import Scenarios

/// An order of calls: what it holds back, what it lets go by, and what becomes of it when the code is
/// another one.
@Suite struct OrderTests {
  private typealias Call = Schedule.Call

  /// Some who claim one root without care: write, read back, hold for two seconds.
  static func claims(
    _ schedule: Schedule = .byTime, rounds: Int = 1, by system: System = .carelessLock,
    _ timeline: [Happening] = []
  ) -> Scenario {
    var scenario = Scenario(title: "Claims")
    scenario.stage.folders = ["/srv/blog/.claude/ralph-desk/logs"]
    scenario.length = .seconds(20)
    scenario.actors = ["ada", "ben"].map { name in
      Player(
        name: name, part: .lock(LockPart(root: "/srv/blog", rounds: rounds)),
        variant: Variant(system: system))
    }
    scenario.timeline = timeline
    scenario.schedule = schedule
    scenario.expectations = [.property(.oneRunnerPerRoot, PropertyLimits())]
    return scenario
  }

  /// Some who start sessions, each with a runner of one name.
  private static func spawns(_ schedule: Schedule = .byTime) -> Scenario {
    var scenario = Scenario(title: "Spawns")
    scenario.length = .seconds(10)
    scenario.actors = [("ada", "fix-1"), ("ben", "fix-2")].map { name, run in
      Player(name: name, part: .command(CommandPart(.spawn, run: run)))
    }
    scenario.schedule = schedule
    scenario.expectations = [.property(.oneSessionPerRun, PropertyLimits())]
    return scenario
  }

  private static func played(_ scenario: Scenario, seed: UInt64 = 1) throws -> Play {
    var play = try Play(scenario, seed: seed, records: true)
    play.run(stopsAtViolation: false)
    return play
  }

  // MARK: - What is kept

  @Test func whatIsListedTakesEffectInThatOrder() throws {
    let lists = [
      [Call("ada", .fileReplace), Call("ben", .fileReplace), Call("ada", .fileRead)],
      [Call("ben", .fileReplace), Call("ben", .fileRead), Call("ada", .fileReplace)],
      [Call("ada", .timer), Call("ben", .fileReplace)],
      [Call("ben", .processExit), Call("ada", .fileReplace)],
    ]
    for list in lists {
      for seed: UInt64 in 1...10 {
        let play = try Self.played(Self.claims(.order(list)), seed: seed)
        let (calls, missing) = (play.calls, play.missingCalls)
        #expect(calls.filter(list.contains) == list, "seed \(seed)")
        #expect(missing == [])
      }
    }
    // By time alone some of them are otherwise.
    let free = try Self.played(Self.claims()).calls
    #expect(lists.contains { list in free.filter(list.contains) != list })
  }

  @Test func whatIsNotListedGoesByTime() throws {
    for seed: UInt64 in 1...10 {
      let free = try Self.played(Self.claims(), seed: seed)
      let (calls, digest) = (free.calls, free.universe.digest)
      // An order that time keeps by itself changes nothing.
      for size in [1, 2, calls.count] {
        let play = try Self.played(Self.claims(.order(Array(calls.prefix(size)))), seed: seed)
        let ordered = play.universe.digest
        #expect(ordered == digest, "seed \(seed), \(size) calls")
      }
    }
    // While one waits, the others go on as if it were alone.
    let held = try Self.played(Self.claims(.order([Call("ada", .timer), Call("ben", .fileRead)])))
    let calls = held.calls.map { "\($0.actor) \($0.verb.name)" }
    #expect(
      calls.filter { $0.hasPrefix("ada") } == ["ada replace", "ada read", "ada timer", "ada exit"])
    let place = try #require(calls.firstIndex(of: "ben read"))
    #expect(calls[place - 1] == "ada timer", "what is held comes as soon as it may")
  }

  @Test func theNthOfAKindIsMeant() throws {
    let list = [Call("ada", .fileReplace, nth: 2), Call("ben", .fileReplace)]
    let play = try Self.played(Self.claims(.order(list), rounds: 3))
    let calls = play.calls.filter { $0.verb == .fileReplace }
    let place = try #require(calls.firstIndex(of: list[1]))
    #expect(calls[..<place] == [Call("ada", .fileReplace), list[0]])
    #expect(calls.count == 6)
  }

  @Test func actorsOfOneNameAreCountedTogether() throws {
    let free = try Self.played(Self.spawns()).calls
    let runners = free.filter { $0.actor == "runner" }
    #expect(runners.contains(Call("runner", .processSpawn, nth: 2)))
    #expect(Set(free).count == free.count, "a name stands for two calls")
    for seed: UInt64 in 1...5 {
      let random = try Self.played(
        Self.spawns(.random(within: .milliseconds(50))), seed: seed
      ).calls
      #expect(Set(random).count == random.count, "a name stands for two calls")
      let free = try Self.played(Self.spawns(), seed: seed).calls
      let again = try Self.played(Self.spawns(.order(free)), seed: seed)
      let (calls, missing) = (again.calls, again.missingCalls)
      #expect(missing == [])
      #expect(calls == free)
    }
  }

  @Test func whoIsStartedAgainIsCountedOn() throws {
    let timeline = [
      Happening(.after(.verb(.fileReplace), nth: 1, of: "ada"), .crash("ada")),
      Happening(.at(.seconds(5) ... .seconds(5)), .restart("ada")),
    ]
    let list = [Call("ada", .fileReplace, nth: 2), Call("ben", .fileReplace)]
    let play = try Self.played(Self.claims(.order(list), timeline))
    let (calls, missing, struck) = (play.calls, play.missingCalls, play.struck)
    #expect(struck == [true, true])
    #expect(missing == [])
    #expect(calls.filter { $0.verb == .fileReplace } == [Call("ada", .fileReplace)] + list)
  }

  // MARK: - Departures

  @Test func aCallThatNeverComesIsADepartureAndTheRunGoesOn() throws {
    let never = Call("ada", .tmuxKillServer)
    for place in 0...2 {
      var list = [Call("ben", .fileReplace), Call("ada", .fileReplace)]
      list.insert(never, at: place)
      let play = try Self.played(Self.claims(.order(list)))
      let (calls, missing) = (play.calls, play.missingCalls)
      #expect(missing == [never])
      #expect(calls.filter(list.contains) == list.filter { $0 != never })
      // Both came to their ends.
      #expect(calls.count { $0.verb == .processExit } == 2)
    }
  }

  @Test func someoneWhoIsNotThereIsWaitedForNoLongerThanForAnybody() throws {
    let list = [Call("zoe", .fileRead), Call("ada", .fileRead, nth: 9), Call("ben", .fileRead)]
    let play = try Self.played(Self.claims(.order(list)))
    let (calls, missing) = (play.calls, play.missingCalls)
    #expect(missing == Array(list.prefix(2)))
    #expect(calls.contains(list[2]))
  }

  // MARK: - What was chosen

  @Test func callsAreKeptWhereWhatHappensIsKept() throws {
    var play = try Play(Self.claims(), seed: 1)
    play.run()
    let none = play.calls
    #expect(none == [])
    let calls = try Self.played(Self.claims(rounds: 2)).calls
    #expect(calls.count { $0 == Call("ada", .fileRead, nth: 2) } == 1)
    #expect(Set(calls).count == calls.count)
  }

  @Test func anOrderOfWhatWasDrawnIsTheSameRunOfCalls() throws {
    let numbers = Schedule.Priorities(changes: 2, steps: 30, within: .milliseconds(20))
    for schedule in [Schedule.random(within: .milliseconds(20)), .priorities(numbers)] {
      // What the world does by itself has no name: of one that hears of it late more is open.
      for system in [System.carelessLock, .rehearsal] {
        for seed: UInt64 in 1...10 {
          let drawn = try Self.played(Self.claims(schedule, by: system), seed: seed).calls
          let again = try Self.played(Self.claims(.order(drawn), by: system), seed: seed)
          let (calls, missing) = (again.calls, again.missingCalls)
          #expect(calls == drawn && missing == [], "\(system), seed \(seed)")
        }
      }
    }
  }
}
