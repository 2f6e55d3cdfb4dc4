import Operations
import SimulatedWorld
import Simulation
import Testing

@Suite("Turns")
struct TurnTests {
  @Test("a stopped actor hears what came meanwhile when it goes on, in the order it came")
  func stopAndContinue() {
    var universe = Universe.of([
      ("sleeper", Caller([])),
      (
        "teller",
        Caller(
          (1...5).map { .send(Message(topic: Text("n"), number: $0), to: .actor(Text("sleeper"))) })
      ),
    ])
    let sleeper = universe.text("sleeper")
    universe.schedule(.stop(sleeper), at: Instant.start + .milliseconds(3))
    universe.schedule(.resume(sleeper), at: Instant.start + .seconds(1))
    _ = universe.run(RunLimits(until: Instant.start + .milliseconds(900)))
    #expect(heard(universe, sleeper).isEmpty)
    #expect(universe.run() == .atRest)
    #expect(heard(universe, sleeper) == [1, 2, 3, 4, 5])
  }

  private func heard(_ universe: borrowing Universe<Caller>, _ name: Text) -> [UInt64] {
    guard let actor = universe.actor(named: name) else { return [] }
    return universe.machine(of: actor).heard.compactMap { input in
      guard case .message(let message, from: _) = input else { return nil }
      return message.number
    }
  }

  @Test("a message to nobody is answered so")
  func nobody() {
    var universe = Universe.of([
      ("teller", Caller([.send(Message(topic: Text("x")), to: .actor(Text("ghost")))]))
    ])
    #expect(universe.run() == .atRest)
    #expect(universe.outcomes(of: "teller") == [.send(.nobody)])
  }

  @Test("a timer fires when its interval has passed, and not when it was called off")
  func timers() {
    let tag = Tag(rawValue: 0)
    var universe = Universe.of([
      ("a", Caller([.timer(.seconds(5)), .readClock(.monotonic)])),
      ("b", Caller([.cancelTimer(tag), .timer(.seconds(3)), .cancelTimer(Tag(rawValue: 1))])),
    ])
    #expect(universe.run() == .atRest)
    // Programs take 2 ms to boot here.
    let due = Instant.start + .milliseconds(5_002)
    #expect(universe.outcomes(of: "a") == [.fired, .instant(due)])
    #expect(universe.outcomes(of: "b") == [.cancelled(0), .fired, .cancelled(0)])
  }

  @Test("calling off a million timers keeps the queue small")
  func cancelledTimersTakeNoRoom() {
    var universe = Universe<Fidget>(
      seed: 1, programs: Programs([.init(Text("fidget"), Fidget())]))
    _ = universe.text("fidget")
    universe.add(actor: Text("fidget"), program: Text("fidget"))
    _ = universe.run(RunLimits(events: 300_000))
    #expect(universe.pendingCount < 10)
    #expect(universe.queuedCount < 200)
  }

  @Test("a call that is answered after its limit is answered at the limit, once")
  func limit() {
    var universe = Universe.of([
      ("caller", Caller([.process(.whoAmI), .readClock(.monotonic)], limit: .seconds(2)))
    ])
    universe.arm(Rule(verb: .processWhoAmI, .delay(.seconds(10))))
    #expect(universe.run() == .atRest)
    // 2 ms of boot, then the 2 s that it waits.
    let limit = Instant.start + .milliseconds(2_002)
    #expect(universe.outcomes(of: "caller") == [.limitPassed, .instant(limit)])
    #expect(universe.operationCount == 1, "the effect comes all the same, later")
  }

  @Test(
    "the wall clock can be stepped and the machine can sleep; the monotonic clock knows neither")
  func clocks() throws {
    let reading: [Operation] = [
      .readClock(.wall), .readClock(.monotonic), .readClock(.boottime),
    ]
    var universe = Universe.of([("reader", Caller(reading + [.timer(.seconds(10))] + reading))])
    universe.schedule(.stepWallClock(milliseconds: -3_600_000), at: Instant.start + .seconds(1))
    universe.schedule(.sleep(.seconds(28_800)), at: Instant.start + .seconds(2))
    #expect(universe.run() == .atRest)
    let outcomes = universe.outcomes(of: "reader")
    guard case .wallTime(let before) = outcomes[0], case .wallTime(let after) = outcomes[4],
      case .instant(let monotonic) = outcomes[5], case .instant(let boottime) = outcomes[6]
    else { throw Unexpected(outcomes) }
    #expect(after.milliseconds - before.milliseconds == 10_000 - 3_600_000 + 28_800_000)
    #expect(monotonic == Instant.start + .milliseconds(10_002))
    #expect(boottime - monotonic == .seconds(28_800))
  }

  @Test("a program catches the signals that it is made to catch, and dies of the others")
  func signals() {
    for (habits, signal, catches) in [
      (Habits.catchesTerminate, Signal.terminate, true), ([], .terminate, false),
      (.catchesHangUp, .hangUp, true), (.ignoresHangUp, .terminate, false),
      ([.catchesTerminate, .catchesHangUp], .kill, false),
    ] {
      var universe = Universe.of([("program", Caller([.timer(.seconds(9))]))], habits: habits)
      let name = universe.text("program")
      universe.schedule(.signal(name, signal), at: Instant.start + .seconds(1))
      _ = universe.run()
      let actor = universe.actor(named: name)
      let heard = actor.map { universe.machine(of: $0).heard.contains(.signal(signal)) }
      #expect(heard == catches, "\(habits) \(signal)")
      #expect(actor.map { universe.state(of: $0) == .running } == catches)
    }
  }
}

/// Sets a timer and calls it off, for ever, with a short one that keeps it going.
struct Fidget: Machine {
  private var count: UInt64 = 0

  init() {}

  mutating func handle(_ input: Input, _ emit: inout Emitter) {
    guard input != .outcome(Tag(rawValue: 3), .cancelled(1)) else { return }
    count += 1
    emit.perform(.timer(.seconds(3_600)), Tag(rawValue: 1))
    emit.perform(.cancelTimer(Tag(rawValue: 1)), Tag(rawValue: 3))
    emit.perform(.timer(.milliseconds(1)), Tag(rawValue: 2))
  }

  func fold(into digest: inout Digest) {
    digest.fold(count)
  }
}

struct Unexpected: Error {
  let what: String

  init(_ what: Any) {
    self.what = "\(what)"
  }
}
