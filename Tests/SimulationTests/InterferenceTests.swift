import Operations
import SimulatedWorld
import Simulation
import Testing

/// What a rule does to one operation, as its caller and the world see it.
@Suite("An interference")
struct InterferenceTests {
  private let spawn = Operation.process(.spawn(Launch(program: Text("child"))))

  /// One spawn under a rule, then a look at the clock: children, outcomes, and when it was told.
  private func struck(
    by interference: Interference?, limit: Interval = .unlimited
  ) -> (children: Int, outcomes: [Outcome], halt: Halt) {
    var universe = Universe.of([("parent", Caller([spawn, .readClock(.monotonic)], limit: limit))])
    _ = universe.text("child")
    if let interference { universe.arm(Rule(verb: .processSpawn, interference)) }
    let halt = universe.run()
    universe.checkInvariants()
    return (universe.count(of: "child"), universe.outcomes(of: "parent"), halt)
  }

  private func time(_ outcomes: [Outcome]) -> Instant? {
    guard case .instant(let instant)? = outcomes.last else { return nil }
    return instant
  }

  @Test("none: one child, told after 2 ms")
  func none() {
    let run = struck(by: nil)
    #expect(run.children == 1)
    #expect(time(run.outcomes) == Instant.start + .milliseconds(4))
  }

  @Test("a failure does nothing and says what it was told to say")
  func fail() {
    let run = struck(by: .fail(.process(.failed(.wouldBlock))))
    #expect(run.children == 0)
    #expect(run.outcomes.first == .process(.failed(.wouldBlock)))
  }

  @Test("a delayed answer is late, and its effect is not")
  func delayAnswer() {
    let run = struck(by: .delayAnswer(.seconds(3)))
    #expect(run.children == 1)
    #expect(time(run.outcomes) == Instant.start + .milliseconds(3_003))
  }

  @Test("a lost answer leaves the effect, and a caller that waits for ever or for its limit")
  func loseAnswer() {
    let forever = struck(by: .loseAnswer)
    #expect(forever.children == 1)
    #expect(forever.outcomes.isEmpty)
    guard case .deadlock = forever.halt else {
      Issue.record("\(forever.halt)")
      return
    }
    let limited = struck(by: .loseAnswer, limit: .seconds(5))
    #expect(limited.children == 1)
    #expect(limited.outcomes.first == .limitPassed)
    #expect(time(limited.outcomes) == Instant.start + .milliseconds(5_002))
  }

  @Test("a hang has no effect")
  func hang() {
    let run = struck(by: .hang, limit: .seconds(5))
    #expect(run.children == 0)
    #expect(run.outcomes.first == .limitPassed)
  }

  @Test("a duplicate has its effect twice and one answer")
  func duplicate() {
    let run = struck(by: .duplicate)
    #expect(run.children == 2)
    #expect(run.outcomes.count == 2)
  }

  @Test("a pause keeps the caller from hearing the answer until it goes on")
  func pause() {
    let run = struck(by: .pause(.seconds(9)))
    #expect(run.children == 1)
    #expect(time(run.outcomes) == Instant.start + .milliseconds(9_003))
  }

  @Test("a rule lets some pass, strikes some, and is spent")
  func counts() {
    var universe = Universe.of([("caller", Caller(Array(repeating: .process(.whoAmI), count: 9)))])
    let failed = Outcome.process(.failed(.interrupted))
    universe.arm(Rule(verb: .processWhoAmI, skip: 2, count: 3, .fail(failed)))
    _ = universe.run()
    #expect(
      universe.outcomes(of: "caller").map { $0 == failed }
        == [false, false, true, true, true, false, false, false, false])
  }

  @Test("a chance of one in four strikes about one in four, by the seed")
  func chance() {
    let script = Array(repeating: Operation.process(.whoAmI), count: 4_000)
    let failed = Outcome.process(.failed(.interrupted))
    var universe = Universe.of([("caller", Caller(script))])
    universe.arm(Rule(count: .max, perMillion: 250_000, .fail(failed)))
    _ = universe.run()
    let struck = universe.outcomes(of: "caller").filter { $0 == failed }.count
    #expect((850...1_150).contains(struck), "\(struck)")
  }

  @Test("disarming puts every rule out of force, and leaves no trace of them")
  func disarm() {
    let script = Array(repeating: Operation.process(.whoAmI), count: 6)
    let failed = Outcome.process(.failed(.interrupted))
    var universe = Universe.of([("caller", Caller(script))])
    let unruled = universe.stateHash()
    universe.arm(Rule(verb: .processWhoAmI, count: .max, .fail(failed)))
    universe.arm(Rule(verb: .processProbe, skip: 7, .hang))
    #expect(universe.stateHash() != unruled)
    // It begins at 2 ms, and each call takes as long: two were told of when the third is on its way.
    _ = universe.run(RunLimits(until: Instant.start + .microseconds(6_500)))
    #expect(universe.outcomes(of: "caller") == [failed, failed])
    universe.disarm()
    _ = universe.run(RunLimits(until: Instant.start + .microseconds(10_500)))
    #expect(universe.outcomes(of: "caller").map { $0 == failed } == [true, true, false, false])
    universe.arm(Rule(verb: .processWhoAmI, .fail(failed)))
    _ = universe.run()
    #expect(
      universe.outcomes(of: "caller").map { $0 == failed }
        == [true, true, false, false, true, false])
    universe.checkInvariants()

    var disarmed = Universe.of([("caller", Caller(script))])
    disarmed.arm(Rule(count: .max, .hang))
    disarmed.disarm()
    #expect(disarmed.stateHash() == unruled)
  }

  @Test("a rule on one actor spares the others")
  func actor() {
    var universe = Universe.of([("a", Caller([spawn])), ("b", Caller([spawn]))])
    universe.arm(Rule(actor: Text("b"), count: 9, .fail(.process(.failed(.wouldBlock)))))
    _ = universe.run()
    #expect(universe.outcomes(of: "a") != universe.outcomes(of: "b"))
    #expect(universe.outcomes(of: "b") == [.process(.failed(.wouldBlock))])
  }
}
