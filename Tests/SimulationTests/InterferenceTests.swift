import Operations
import SimulatedWorld
import Simulation
import Testing

/// What each fault on an operation does to a call with a limit, a slow call and a shared name.
@Suite("An operation that is interfered with")
struct InterferenceTests {
  @Test(
    "after its caller has given up is not answered again",
    arguments: [
      Interference.crashAfterAnswer, .fail(.process(.failed(.wouldBlock))), .hang, .loseAnswer,
      .delayAnswer(.seconds(1)), .duplicate, .pause(.seconds(1)),
    ])
  func abandoned(_ interference: Interference) {
    var universe = Universe.of(
      [("caller", Caller([.process(.whoAmI), .timer(.seconds(9))], limit: .milliseconds(1)))],
      latencies: Latencies(constant: .milliseconds(20)))
    universe.arm(Rule(verb: .processWhoAmI, interference))
    #expect(universe.run() == .atRest)
    #expect(universe.outcomes(of: "caller") == [.limitPassed, .fired])
    universe.checkInvariants()
  }

  @Test("is struck once by one rule, however long it was put off")
  func struckOnce() {
    var universe = Universe.of([("caller", Caller([.process(.whoAmI), .readClock(.monotonic)]))])
    universe.arm(Rule(verb: .processWhoAmI, count: 5, .delay(.seconds(1))))
    #expect(universe.run() == .atRest)
    let due = Instant.start + .milliseconds(1_004)
    #expect(universe.outcomes(of: "caller").last == .instant(due))
  }

  @Test("by a rule that counts none is not struck")
  func noneAtAll() {
    var universe = Universe.of([("caller", Caller([.process(.whoAmI)]))])
    universe.arm(Rule(count: 0, .hang))
    #expect(universe.run() == .atRest)
  }

  @Test("and answered late loses that answer too")
  func lostLateAnswer() throws {
    var universe = Universe.of([("writer", Caller([put]))])
    universe.world.store.delay = .constant(.seconds(1))
    universe.arm(Rule(verb: .storePut, .loseAnswer))
    let maybeWriter = universe.actor(named: Text("writer"))
    let writer = try #require(maybeWriter)
    #expect(universe.run() == .deadlock(writer))
    #expect(universe.world.store.count == 1)
  }

  @Test("and answered late takes effect twice as well; the second answer arrives")
  func duplicatedLate() {
    var universe = Universe.of([("writer", Caller([put]))])
    universe.world.store.delay = .constant(.seconds(1))
    universe.arm(Rule(verb: .storePut, .duplicate))
    #expect(universe.run() == .atRest)
    #expect(universe.outcomes(of: "writer") == [.store(.conflict(revision: 1))])
    universe.checkInvariants()
  }

  private var put: Operation { .store(.put(key: Text("k"), value: Text("v"), expected: 0)) }

  @Test("pauses its own caller and not another of the same name")
  func pauseOfOneOfMany() throws {
    let spawn = Operation.process(.spawn(Launch(program: Text("child"))))
    var universe = Universe(
      seed: 1,
      programs: Programs([
        .init(Text("parent"), Caller([spawn, .timer(.seconds(1)), spawn])),
        .init(Text("child"), Caller([.timer(.seconds(3)), .process(.whoAmI)])),
      ]), latencies: Latencies(constant: .milliseconds(2)))
    _ = universe.text("child")
    universe.add(actor: universe.text("parent"), program: universe.text("parent"))
    universe.arm(Rule(actor: Text("child"), verb: .processWhoAmI, .pause(.seconds(60))))
    _ = universe.run(RunLimits(until: Instant.start + .seconds(10)))
    #expect((1...2).map { universe.state(of: ActorID(rawValue: $0)) } == [.stopped, .running])
    #expect(universe.run() == .atRest)
    #expect((1...2).map { universe.machine(of: ActorID(rawValue: $0)).outcomes.count } == [2, 2])
  }
}
