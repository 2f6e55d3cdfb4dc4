import Operations
import SimulatedWorld
import Simulation
import Testing

/// What belongs to one life of an actor stays out of its next one.
@Suite("A life of an actor")
struct LifeTests {
  private func universe(
    _ parent: [Operation], _ child: [Operation], habits: Habits = []
  ) -> Universe<Caller> {
    var universe = Universe(
      seed: 1,
      programs: Programs([
        .init(Text("parent"), Caller(parent), habits: habits),
        .init(Text("child"), Caller(child)),
      ]), latencies: Latencies(constant: .milliseconds(2)))
    for name in ["parent", "child", "tool"] { _ = universe.text(name) }
    universe.add(actor: Text("parent"), program: Text("parent"))
    return universe
  }

  private func end(_ process: ProcessIndex, in universe: inout Universe<Caller>) {
    universe.world.processes.end(process, .exited(0), &universe.world.moment)
    universe.strike(.stepWallClock(milliseconds: 0))
  }

  private var spawn: Operation { .process(.spawn(Launch(program: Text("child")))) }

  @Test("does not wait for what an earlier one has asked for")
  func requestOfAnEarlierLife() {
    let create = Operation.forge(
      .createAndStart(
        project: 1, title: Text("t"), key: Text("k"), base: Text("main")))
    var universe = Universe.of([("client", Caller([create]))])
    // It starts at 2 ms; its request arrives 1 ms after that and is answered much later.
    universe.schedule(.crash(Text("client")), at: Instant.start + .microseconds(2_500))
    universe.arm(Rule(verb: .forgeCreateAndStart, skip: 0, .fail(.forge(.accepted))))
    universe.schedule(.restart(Text("client")), at: Instant.start + .microseconds(2_600))
    #expect(universe.run(RunLimits(until: Instant.start + .seconds(30))) != .eventsTaken)
    #expect(universe.outcomes(of: "client") == [.forge(.accepted)])
    universe.checkInvariants()
  }

  @Test("ends when its process is gone, also if the place was taken at once by another")
  func placeTakenAtOnce() throws {
    var universe = universe([spawn], [.timer(.seconds(1))], habits: .reapsAtOnce)
    _ = universe.run(RunLimits(until: Instant.start + .milliseconds(500)))
    let child = ActorID(rawValue: 1)
    #expect(universe.state(of: child) == .running)
    let process = universe.process(of: child)
    universe.world.processes.end(process, .exited(0), &universe.world.moment)
    let launch = Launch(program: Text("child"))
    let maybeNext = universe.world.processes.spawn(
      launch, parent: .initial, &universe.world.moment)
    let next = try #require(maybeNext)
    #expect(next.slot == process.slot)
    universe.strike(.stepWallClock(milliseconds: 0))
    #expect(universe.state(of: child) == .gone)
    #expect(universe.run() == .atRest)
    universe.checkInvariants()
  }

  @Test("goes on when another comes to run where its place ran before")
  func slotOfAnEarlierLife() throws {
    let aid = Operation.process(.spawn(Launch(program: Text("tool"))))
    let script = [
      spawn, .timer(.seconds(1)), aid, spawn, .timer(.seconds(1)), spawn, .timer(.seconds(1)),
    ]
    var universe = universe(script, [.timer(.seconds(60))], habits: .reapsAtOnce)
    _ = universe.run(RunLimits(until: Instant.start + .milliseconds(500)))
    let first = universe.process(of: ActorID(rawValue: 1))
    end(first, in: &universe)
    // A tool takes the slot of the first child, so that the second one runs in another.
    _ = universe.run(RunLimits(until: Instant.start + .milliseconds(1_500)))
    let second = universe.process(of: ActorID(rawValue: 1))
    #expect(second.slot != first.slot)
    var tool: ProcessIndex?
    universe.world.processes.forEach { if $0.program == Text("tool") { tool = $0.index } }
    #expect(try #require(tool).slot == first.slot)
    end(try #require(tool), in: &universe)
    // The third child takes that slot.
    _ = universe.run(RunLimits(until: Instant.start + .milliseconds(2_500)))
    #expect(universe.process(of: ActorID(rawValue: 2)).slot == first.slot)
    #expect(universe.state(of: ActorID(rawValue: 1)) == .running)
    universe.checkInvariants()
  }

  @Test("of a child that a fault begins again is not given to another child")
  func restartedChild() {
    let script = [spawn, .timer(.seconds(1)), spawn, .timer(.seconds(1))]
    var universe = universe(script, [.timer(.seconds(60))])
    universe.schedule(.crash(Text("child")), at: Instant.start + .milliseconds(500))
    universe.schedule(.restart(Text("child")), at: Instant.start + .milliseconds(600))
    _ = universe.run(RunLimits(until: Instant.start + .seconds(5)))
    let states = (0..<universe.actorCount).map { universe.state(of: ActorID(rawValue: Int32($0))) }
    #expect(states == [.running, .running, .running])
    universe.checkInvariants()
  }

  @Test("that is gone does not hide one of the same name that runs")
  func messageToOneOfMany() {
    let tell = Operation.send(Message(topic: Text("hello")), to: .actor(Text("child")))
    var universe = universe(
      [spawn, .timer(.seconds(1)), spawn, .timer(.seconds(2)), tell], [.timer(.seconds(60))])
    _ = universe.run(RunLimits(until: Instant.start + .seconds(2)))
    let last = universe.process(of: ActorID(rawValue: 2))
    universe.world.processes.end(last, .exited(0), &universe.world.moment)
    universe.strike(.stepWallClock(milliseconds: 0))
    #expect(universe.run() == .atRest)
    #expect(universe.outcomes(of: "parent").last == .send(.delivered))
  }

  @Test("does not begin while its process is stopped")
  func stoppedWhileBooting() {
    var universe = Universe.of([("sleeper", Caller([.readClock(.monotonic)]))])
    let tell = Message(topic: Text("hello"))
    universe.schedule(.stop(Text("sleeper")), at: Instant.start + .milliseconds(1))
    universe.schedule(.resume(Text("sleeper")), at: Instant.start + .seconds(1))
    _ = tell
    #expect(universe.run() == .atRest)
    #expect(
      universe.outcomes(of: "sleeper") == [.instant(Instant.start + .seconds(1))])
    universe.checkInvariants()
  }

  @Test("does not hear a timer that it has called off after it was stopped")
  func timerOverdueWhileStopped() {
    var universe = Universe<Regretful>(
      seed: 1, programs: Programs([.init(Text("regretful"), Regretful())]),
      latencies: Latencies(constant: .milliseconds(2)))
    let name = universe.text("regretful")
    universe.add(actor: name, program: name)
    universe.schedule(.stop(name), at: Instant.start + .seconds(1))
    universe.schedule(.resume(name), at: Instant.start + .seconds(10))
    #expect(universe.run() == .atRest)
    let machine = universe.machine(of: ActorID(rawValue: 0))
    #expect(machine.cancelled == 1)
    #expect(!machine.wasFired)
    universe.checkInvariants()
  }

  @Test("ends with the power, and with it what was on its way")
  func powerFailure() {
    let person = Text("maria")
    let tell = Operation.send(Message(topic: Text("hello")), to: .person(person))
    var universe = Universe.of([("teller", Caller([tell]))])
    universe.schedule(.powerFailure, at: Instant.start + .microseconds(2_500))
    #expect(universe.run() == .atRest)
    #expect(universe.notices.isEmpty)
    universe.checkInvariants()
  }

  @Test("a backend that lost its power does not listen")
  func backendAfterPowerFailure() {
    var universe = Universe.of([("client", Caller([.forge(.health)]))])
    universe.schedule(.powerFailure, at: Instant.start + .seconds(1))
    universe.schedule(.restart(Text("client")), at: Instant.start + .seconds(2))
    #expect(universe.run() == .atRest)
    #expect(universe.outcomes(of: "client") == [.forge(.failed(.connectionRefused))])
  }
}

/// Sets two timers and calls the second off when it hears the first.
struct Regretful: Machine {
  private(set) var cancelled: Int32 = -1
  private(set) var wasFired = false

  init() {}

  mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch input {
    case .started:
      emit.perform(.timer(.seconds(2)), Tag(rawValue: 1))
      emit.perform(.timer(.seconds(3)), Tag(rawValue: 2))
    case .outcome(let tag, .fired) where tag.rawValue == 1:
      emit.perform(.cancelTimer(Tag(rawValue: 2)), Tag(rawValue: 3))
    case .outcome(_, .fired): wasFired = true
    case .outcome(_, .cancelled(let count)): cancelled = count
    default: break
    }
  }

  func fold(into digest: inout Digest) {
    digest.fold(UInt32(bitPattern: cancelled), wasFired ? 1 : 0)
  }
}
