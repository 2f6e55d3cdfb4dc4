import Operations
import SimulatedWorld
import Simulation
import Testing

@Suite("Limits and choices")
struct ChoiceTests {
  @Test("what nothing reaches never comes")
  func never() throws {
    var universe = Universe.of([("sleeper", Caller([.timer(.unlimited)]))])
    let sleeper = ActorID(rawValue: 0)
    #expect(universe.run() == .deadlock(sleeper))
    #expect(universe.now < Instant.start + .seconds(1))
    var chooser = ByTime()
    #expect(universe.run(by: &chooser, RunLimits()) == .deadlock(sleeper))
  }

  @Test("going by time is the same whether a chooser says so or not")
  func byTime() {
    func universe() -> Universe<Caller> {
      let script = (1...40).map { Operation.timer(.seconds($0 % 5)) }
      return Universe.of([("a", Caller(script)), ("b", Caller(script))], latencies: .measured)
    }
    for until in [Instant.start + .seconds(3), Instant.start + .seconds(20), .never] {
      var first = universe()
      var second = universe()
      var chooser = ByTime()
      let limits = RunLimits(until: until)
      #expect(first.run(limits) == second.run(by: &chooser, limits))
      #expect(first.digest == second.digest)
      #expect(first.eventCount == second.eventCount)
    }
  }

  @Test("whoever slept for long is not starved when it is due")
  func sleeperIsNotStarved() {
    let asking = Array(repeating: Operation.process(.whoAmI), count: 5_000)
    var universe = Universe.of([
      ("busy", Caller(asking)), ("sleeper", Caller([.timer(.seconds(5))])),
    ])
    var chooser = SecondBest()
    #expect(universe.run(by: &chooser, RunLimits(starvedEvents: 500)) == .atRest)
  }

  @Test("failing again and again is a livelock")
  func failuresAreNoProgress() {
    let nobody = Operation.send(Message(topic: Text("x")), to: .actor(Text("ghost")))
    let script = Array(repeating: [nobody, .timer(.seconds(1))], count: 3_000).flatMap { $0 }
    var universe = Universe.of([("worker", Caller(script))])
    guard case .livelock = universe.run(RunLimits(idleEvents: 1_000, idleTime: .seconds(2))) else {
      Issue.record("ran on")
      return
    }
  }

  @Test("a state hash tells the wall clock, limits and open calls apart")
  func stateHash() {
    func universe(limit: Interval, _ script: [Operation]) -> Universe<Caller> {
      var universe = Universe.of([("a", Caller(script, limit: limit))])
      universe.world.store.delay = .constant(.seconds(9))
      _ = universe.run(RunLimits(until: Instant.start + .microseconds(2_500)))
      return universe
    }
    let put = Operation.store(.put(key: Text("k"), value: Text("v"), expected: 0))
    let short = universe(limit: .seconds(1), [put]).stateHash()
    let long = universe(limit: .seconds(2), [put]).stateHash()
    #expect(short != long)
    var stepped = universe(limit: .seconds(1), [put])
    #expect(stepped.stateHash() == short)
    stepped.strike(.stepWallClock(milliseconds: 60_000))
    #expect(stepped.stateHash() != short)

    // Struck, so that nothing of the call is left in the world or in the queue.
    func hanging(_ operation: Operation) -> Digest {
      var universe = Universe.of([("a", Caller([operation]))])
      universe.arm(Rule(.hang))
      _ = universe.run()
      return universe.stateHash()
    }
    #expect(hanging(.process(.whoAmI)) != hanging(.process(.list)))
  }

  @Test("what the world is told of, it is told of once")
  func toldOnce() {
    let create = Operation.forge(
      .createAndStart(project: 1, title: Text("t"), key: Text("k"), base: Text("main")))
    var universe = Universe.of([("client", Caller([create]))])
    _ = universe.run(RunLimits(until: Instant.start + .seconds(20)))
    let claude = universe.text("claude")
    var executors: [ProcessIndex] = []
    universe.world.processes.forEach { if $0.program == claude { executors.append($0.index) } }
    #expect(executors.count == 1)
    for executor in executors {
      universe.world.processes.end(executor, .exited(0), &universe.world.moment)
    }
    universe.world.settle()
    universe.world.settle()
    #expect(universe.world.moment.agenda.events.count == 1)
  }
}

/// The second of the candidates, now and then, so that the first is late.
struct SecondBest: Chooser {
  let reach = Interval.milliseconds(1)
  private var count = 0

  mutating func choose(among candidates: [Candidate]) -> Int {
    count += 1
    return candidates.count > 1 && count % 3 == 0 ? 1 : 0
  }
}
