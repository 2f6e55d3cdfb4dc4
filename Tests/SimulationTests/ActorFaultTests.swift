import Operations
import SimulatedWorld
import Simulation
import Testing

/// Each fault that strikes an actor or its process, and what others see of it.
@Suite("A fault of an actor")
struct ActorFaultTests {
  private static let instant = Instant.start + .seconds(1)

  /// A watcher asks about pid 303, the victim's, after the fault; what it is told.
  private func watch(_ fault: Fault, asking operation: Operation) -> Outcome? {
    var universe = Universe.of([
      ("watcher", Caller([.timer(.seconds(2)), operation])),
      ("victim", Caller([.timer(.seconds(60))])),
    ])
    universe.schedule(fault, at: Self.instant)
    _ = universe.run(RunLimits(until: Instant.start + .seconds(30)))
    universe.world.checkInvariants()
    return universe.outcomes(of: "watcher").last
  }

  private let probe = Operation.process(.probe(pid: 303))
  private let victim = Text("victim")

  @Test("without one the victim is there")
  func control() {
    #expect(watch(.stepWallClock(milliseconds: 0), asking: probe) == .process(.exists))
  }

  @Test("an exit by itself leaves nobody, once the first process has reaped it")
  func exit() {
    #expect(
      watch(.exit(victim, status: 3), asking: probe) == .process(.failed(.noSuchProcess)))
  }

  @Test("another user's process cannot be signalled, which is no death")
  func changeUser() {
    #expect(
      watch(.changeUser(victim, to: 2_000), asking: probe) == .process(.failed(.notPermitted)))
  }

  @Test("a thread of the victim answers for a pid that nobody has")
  func thread() {
    let probe = Operation.process(.probe(pid: 9_000))
    #expect(
      watch(.stepWallClock(milliseconds: 0), asking: probe) == .process(.failed(.noSuchProcess)))
    #expect(watch(.thread(of: victim, number: 9_000), asking: probe) == .process(.exists))
  }

  @Test("a full process table refuses a fork until there is room again")
  func fullTable() {
    let spawn = Operation.process(.spawn(Launch(program: Text("sleep"))))
    #expect(watch(.fullProcessTable(true), asking: spawn) == .process(.failed(.wouldBlock)))
    guard case .process(.identity)? = watch(.fullProcessTable(false), asking: spawn) else {
      Issue.record("the fork was refused")
      return
    }
  }

  @Test("a slow start is slow once")
  func slowStart() throws {
    var universe = Universe.of([("program", Caller([.readClock(.monotonic)]))])
    let name = universe.text("program")
    universe.strike(.slowStart(name, by: .seconds(7)))
    universe.schedule(.restart(name), at: Instant.start + .seconds(20))
    universe.schedule(.crash(name), at: Instant.start + .seconds(19))
    let slow = Instant.start + .milliseconds(7_002)
    _ = universe.run(RunLimits(until: Instant.start + .seconds(10)))
    #expect(universe.outcomes(of: "program") == [.instant(slow)])
    _ = universe.run()
    let quick = Instant.start + .milliseconds(20_002)
    #expect(universe.outcomes(of: "program") == [.instant(quick)])
  }

  @Test("a duplicate is one more actor with the same program and argument, under a name of its own")
  func duplicate() {
    var universe = Universe.of([("wrapper", Caller([.process(.whoAmI)]))])
    universe.schedule(.duplicate(universe.text("wrapper"), count: 3), at: Self.instant)
    #expect(universe.run() == .atRest)
    #expect(universe.actorCount == 4)
    #expect(universe.count(of: "wrapper") == 4)
    #expect(universe.outcomes(of: "wrapper#4").count == 1)
  }

  @Test("a foreign process has the pid that it was given, and is somebody else's")
  func foreign() {
    let fault = Fault.foreignProcess(program: Text("sshd"), pid: 4_242, user: 0)
    #expect(
      watch(fault, asking: .process(.probe(pid: 4_242))) == .process(.failed(.notPermitted)))
  }

  @Test("a rule that is put in force at an instant strikes from then on")
  func interfere() {
    let rule = Rule(
      actor: Text("watcher"), verb: .processProbe, .fail(.process(.failed(.interrupted))))
    #expect(watch(.interfere(rule), asking: probe) == .process(.failed(.interrupted)))
  }

  @Test("a forced pid goes to the next process, also one that was just freed")
  func forcePid() {
    var universe = Universe.of([
      ("parent", Caller([.timer(.seconds(2)), .process(.spawn(Launch(program: Text("x"))))]))
    ])
    universe.schedule(.forcePid(777), at: Self.instant)
    _ = universe.run()
    guard case .process(.identity(let identity))? = universe.outcomes(of: "parent").last else {
      Issue.record("no child")
      return
    }
    #expect(identity.pid == 777)
  }
}
