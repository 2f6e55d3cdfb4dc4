import Operations
import SimulatedWorld
import Simulation
import Testing

/// A wait for a child's end, as its caller hears of it in a universe.
@Suite("A wait in a universe")
struct WaitTests {
  /// The first process, the Forge backend and the parent have 1, 301 and 302.
  private let wait = Operation.process(.awaitExit(pid: 303))
  private let reap = Operation.process(.reap(pid: 303))
  private let reaped = Outcome.process(.reaped(.exited(7)))
  private let noChild = Outcome.process(.failed(.noChild))

  /// A parent that starts a child and does what is said.
  ///
  /// The child ends 3 s later, at 3.006 s.
  private func universe(
    _ script: [Operation], limit: Interval = .unlimited, struckBy interference: Interference? = nil
  ) -> Universe<Caller> {
    let spawn = Operation.process(.spawn(Launch(program: Text("child"))))
    let child: [Operation] = [.timer(.seconds(3)), .process(.exit(status: 7))]
    var universe = Universe(
      seed: 1,
      programs: Programs([
        .init(
          Text("parent"), Caller([spawn] + script, limit: limit), habits: .catchesTerminate),
        .init(Text("child"), Caller(child)),
      ]), latencies: Latencies(constant: .milliseconds(2)))
    for name in ["parent", "child"] { _ = universe.text(name) }
    universe.add(actor: Text("parent"), program: Text("parent"))
    if let interference { universe.arm(Rule(verb: .processAwaitExit, interference)) }
    return universe
  }

  /// What the parent was told after its child's identity, and when it was told last.
  private func run(
    _ script: [Operation], limit: Interval = .unlimited, struckBy interference: Interference? = nil
  ) -> (outcomes: [Outcome], halt: Halt) {
    var universe = universe(script, limit: limit, struckBy: interference)
    let halt = universe.run(RunLimits(until: Instant.start + .seconds(60)))
    universe.checkInvariants()
    universe.world.checkInvariants()
    return (Array(universe.outcomes(of: "parent").dropFirst()), halt)
  }

  private func time(_ outcome: Outcome?) throws -> Interval {
    guard case .instant(let instant)? = outcome else { throw Untold() }
    return instant - .start
  }

  @Test("is answered soon after the child's end, and nothing is done in between")
  func plain() throws {
    var universe = universe([wait, .readClock(.monotonic)])
    _ = universe.run(RunLimits(until: Instant.start + .milliseconds(3_000)))
    let before = universe.eventCount
    // The child's turn, its end and its own answer, the wait's return and its answer, the clock's.
    #expect(universe.run() == .atRest)
    #expect(universe.eventCount - before == 6)
    let outcomes = Array(universe.outcomes(of: "parent").dropFirst())
    #expect(outcomes.first == reaped)
    let time = try time(outcomes.last)
    #expect(time > .milliseconds(3_007) && time < .milliseconds(3_011), "\(time)")
    #expect(universe.count(of: "child") == 0)
    universe.checkInvariants()
  }

  @Test("is given up at its limit, and the zombie is left for another call")
  func limit() throws {
    let run = run(
      [wait, .readClock(.monotonic), .timer(.seconds(5)), reap], limit: .seconds(1))
    #expect(run.outcomes.first == .limitPassed)
    #expect(try time(run.outcomes.dropFirst().first) == .milliseconds(1_004))
    #expect(run.outcomes.last == reaped)
    #expect(run.halt == .atRest)
  }

  @Test("that arrives when its caller has given it up takes nothing")
  func late() {
    let run = run(
      [wait, .timer(.seconds(3)), reap], limit: .seconds(4), struckBy: .delay(.seconds(5)))
    #expect(run.outcomes == [.limitPassed, .fired, reaped])
  }

  @Test("that hangs takes nothing, so that the next one has the ending")
  func hang() {
    let run = run([wait, wait], limit: .seconds(5), struckBy: .hang)
    #expect(run.outcomes == [.limitPassed, reaped])
  }

  @Test("whose answer is lost has reaped the child: the next one is ECHILD")
  func loseAnswer() {
    let run = run([wait, wait], limit: .seconds(5), struckBy: .loseAnswer)
    #expect(run.outcomes == [.limitPassed, noChild])
  }

  @Test("whose answer would be lost, and whose limit passes before, has taken nothing")
  func loseAnswerEarly() {
    let run = run([wait, wait, wait, wait], limit: .seconds(1), struckBy: .loseAnswer)
    #expect(run.outcomes == [.limitPassed, .limitPassed, .limitPassed, reaped])
  }

  @Test("whose answer is delayed is answered then")
  func delayAnswer() throws {
    let run = run([wait, .readClock(.monotonic)], struckBy: .delayAnswer(.seconds(4)))
    #expect(run.outcomes.first == reaped)
    let time = try time(run.outcomes.last)
    #expect(time >= .milliseconds(4_005) && time < .milliseconds(4_006), "\(time)")
  }

  @Test("that is asked for twice is two, of which one has the ending")
  func duplicate() {
    let run = run([wait, reap], struckBy: .duplicate)
    #expect(run.outcomes.count == 2)
    #expect(run.outcomes.first == reaped || run.outcomes.first == noChild)
    #expect(run.outcomes.last == noChild)
  }

  @Test("reaps nothing while its caller is stopped")
  func pause() throws {
    var universe = universe([wait, .readClock(.monotonic)], struckBy: .pause(.seconds(9)))
    _ = universe.run(RunLimits(until: Instant.start + .seconds(8)))
    #expect(universe.count(of: "child") == 1)
    universe.world.checkInvariants()
    #expect(universe.run() == .atRest)
    let outcomes = universe.outcomes(of: "parent")
    #expect(outcomes.dropFirst().first == reaped)
    #expect(try time(outcomes.last) > .seconds(9))
  }

  @Test("dies with its caller")
  func crash() {
    var universe = universe([wait])
    universe.schedule(.crash(Text("parent")), at: Instant.start + .seconds(1))
    _ = universe.run(RunLimits(until: Instant.start + .milliseconds(3_100)))
    #expect(universe.count(of: "child") == 1, "nobody has reaped the zombie")
    #expect(universe.run() == .atRest)
    #expect(universe.count(of: "child") == 0, "the first process has")
    universe.checkInvariants()
    universe.world.checkInvariants()
    #expect(universe.outcomes(of: "parent").count == 1)
  }

  @Test("does not keep its caller from hearing of signals")
  func signal() {
    var universe = universe([wait])
    universe.schedule(.signal(Text("parent"), .terminate), at: Instant.start + .seconds(1))
    #expect(universe.run() == .atRest)
    let parent = universe.actor(named: Text("parent"))
    let heard = parent.map { universe.machine(of: $0).heard } ?? []
    #expect(heard.dropFirst().first == .signal(.terminate))
    #expect(heard.last == .outcome(Tag(rawValue: 1), reaped))
  }

  private struct Untold: Error {}
}
