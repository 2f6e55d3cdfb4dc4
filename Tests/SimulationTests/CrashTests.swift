import Operations
import SimulatedWorld
import Simulation
import Testing

/// What a crash at each point of an operation leaves behind: three different things.
@Suite("A crash")
struct CrashTests {
  /// One spawn of a child, struck by a fault; how many children there are, and what was heard.
  private func spawnStruck(by interference: Interference) -> (children: Int, heard: Int) {
    var texts = Texts()
    let child = Launch(program: texts.text("child"))
    var universe = Universe.of([
      ("parent", Caller([.process(.spawn(child)), .process(.spawn(child))]))
    ])
    universe.arm(Rule(verb: .processSpawn, interference))
    #expect(universe.run() == .atRest)
    universe.world.checkInvariants()
    return (universe.count(of: "child"), universe.outcomes(of: "parent").count)
  }

  @Test("before the effect leaves nothing and is not heard of")
  func beforeTheEffect() {
    #expect(spawnStruck(by: .crashBeforeEffect) == (0, 0))
  }

  @Test("after the effect and before the answer leaves a child that nobody knows of")
  func beforeTheAnswer() {
    #expect(spawnStruck(by: .crashBeforeAnswer) == (1, 0))
  }

  @Test("after the answer leaves what was heard, and what was asked next is never done")
  func afterTheAnswer() {
    #expect(spawnStruck(by: .crashAfterAnswer) == (1, 1))
  }

  @Test("without a fault both children are there")
  func noFault() {
    #expect(spawnStruck(by: .delay(.milliseconds(1))) == (2, 2))
  }

  @Test("of a client that is on its way by itself does not call the effect back")
  func requestOutlivesItsCaller() {
    let person = Text("maria")
    var universe = Universe.of([
      ("teller", Caller([.send(Message(topic: Text("hello")), to: .person(person))]))
    ])
    let teller = universe.text("teller")
    // It starts at 2 ms and its message arrives 1 ms after that.
    universe.schedule(.crash(teller), at: Instant.start + .microseconds(2_500))
    #expect(universe.run() == .atRest)
    #expect(universe.notices.count == 1)
    #expect(universe.outcomes(of: "teller").isEmpty)
  }

  @Test("loses the memory; a restart begins with a new process and is told so")
  func restart() throws {
    var universe = Universe.of([
      ("worker", Caller([.process(.whoAmI), .timer(.seconds(1)), .process(.whoAmI)]))
    ])
    let worker = universe.text("worker")
    universe.schedule(.crash(worker), at: Instant.start + .milliseconds(500))
    universe.schedule(.restart(worker), at: Instant.start + .milliseconds(600))
    #expect(universe.run(RunLimits(until: Instant.start + .milliseconds(550))) == .timeReached)
    let maybeActor = universe.actor(named: worker)
    let actor = try #require(maybeActor)
    #expect(universe.state(of: actor) == .gone)
    let maybeFirst = universe.machine(of: actor).start
    let first = try #require(maybeFirst)
    #expect(!first.isRestart)
    #expect(universe.run() == .atRest)
    let maybeSecond = universe.machine(of: actor).start
    let second = try #require(maybeSecond)
    #expect(second.isRestart)
    #expect(second.identity != first.identity)
    #expect(universe.machine(of: actor).outcomes.count == 3)
  }
}
