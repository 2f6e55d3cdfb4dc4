import Operations
import SimulatedWorld
import Testing

/// What was measured of a `waitpid` that blocks, one fact a test.
@Suite("A wait for a child's end")
struct WaitFactTests {
  @Test("is answered when the child has ended, which is reaped then")
  func reaps() throws {
    var machine = Machines()
    let child = try machine.spawn()
    #expect(machine.wait(for: child, as: 1) == nil)
    _ = machine.ask(.signal(pid: child.pid, .terminate))
    #expect(machine.ask(.identify(child)) == .same(.zombie), "the caller has not run yet")
    machine.settleWaits()
    #expect(machine.answers == [1: .reaped(.signalled(.terminate))])
    #expect(machine.ask(.probe(pid: child.pid)) == .failed(.noSuchProcess))
    machine.world.checkInvariants()
  }

  @Test("is answered at once by a zombie")
  func zombie() throws {
    var machine = Machines()
    let child = try machine.spawn()
    _ = machine.ask(.exit(status: 3), by: child)
    #expect(machine.wait(for: child, as: 1) == .reaped(.exited(3)))
    #expect(machine.ask(.probe(pid: child.pid)) == .failed(.noSuchProcess))
  }

  @Test("is ECHILD at once for nobody, another's child, oneself, one's parent and a child's thread")
  func noChild() throws {
    var machine = Machines()
    let child = try machine.spawn()
    let other = try machine.spawn()
    let thread = machine.world.processes.addThread(to: try machine.index(child))
    let number = try #require(thread)
    #expect(machine.ask(.awaitExit(pid: 9_999)) == .failed(.noChild))
    #expect(machine.ask(.awaitExit(pid: other.pid), by: child) == .failed(.noChild))
    #expect(machine.ask(.awaitExit(pid: child.pid), by: child) == .failed(.noChild))
    #expect(machine.ask(.awaitExit(pid: 1)) == .failed(.noChild))
    #expect(machine.ask(.awaitExit(pid: number)) == .failed(.noChild))
    #expect(machine.ask(.reap(pid: number)) == .failed(.noChild))
  }

  @Test("is ECHILD when another call had the zombie before the caller ran again")
  func forestalled() throws {
    var machine = Machines()
    let child = try machine.spawn()
    _ = machine.wait(for: child, as: 1)
    _ = machine.ask(.exit(status: 3), by: child)
    #expect(machine.ask(.reap(pid: child.pid)) == .reaped(.exited(3)))
    machine.settleWaits()
    #expect(machine.answers == [1: .failed(.noChild)])
  }

  @Test("gets the ending, or ECHILD when another wait for the same child has got it")
  func two() throws {
    var machine = Machines()
    let child = try machine.spawn()
    _ = machine.wait(for: child, as: 1)
    _ = machine.wait(for: child, as: 2)
    _ = machine.ask(.exit(status: 3), by: child)
    machine.settleWaits()
    #expect(machine.answers.count == 2)
    let reaped = machine.answers.values.filter { $0 == .reaped(.exited(3)) }
    #expect(reaped.count == 1)
    #expect(machine.answers.values.contains(.failed(.noChild)))
  }

  @Test("is not answered by a child that is stopped or continued")
  func stoppedChild() throws {
    var machine = Machines()
    let child = try machine.spawn()
    _ = machine.wait(for: child, as: 1)
    _ = machine.ask(.signal(pid: child.pid, .stop))
    machine.settleWaits()
    _ = machine.ask(.signal(pid: child.pid, .continue))
    machine.settleWaits()
    #expect(machine.answers.isEmpty)
    _ = machine.ask(.signal(pid: child.pid, .stop))
    _ = machine.ask(.signal(pid: child.pid, .kill))
    machine.settleWaits()
    #expect(machine.answers == [1: .reaped(.signalled(.kill))])
  }

  @Test("leaves the zombie while its caller is stopped, and reaps it when it is continued")
  func stoppedCaller() throws {
    var machine = Machines()
    let parent = try machine.spawn()
    let child = try machine.spawn(by: parent)
    _ = machine.wait(for: child, as: 1, by: parent)
    _ = machine.ask(.signal(pid: parent.pid, .stop))
    _ = machine.ask(.signal(pid: child.pid, .kill))
    machine.settleWaits()
    machine.world.checkInvariants()
    #expect(machine.answers.isEmpty)
    #expect(machine.ask(.identify(child)) == .same(.zombie))
    _ = machine.ask(.signal(pid: parent.pid, .continue))
    machine.settleWaits()
    #expect(machine.answers == [1: .reaped(.signalled(.kill))])
  }

  @Test("blocks until its child is gone when SIGCHLD is ignored, and is ECHILD then")
  func ignored() throws {
    var machine = Machines()
    machine.world.processes.setHabits([.reapsAtOnce], of: machine.caller)
    let child = try machine.spawn()
    _ = try machine.spawn()
    #expect(machine.wait(for: child, as: 1) == nil)
    machine.settleWaits()
    #expect(machine.answers.isEmpty)
    _ = machine.ask(.exit(status: 3), by: child)
    #expect(machine.ask(.probe(pid: child.pid)) == .failed(.noSuchProcess))
    machine.settleWaits()
    #expect(machine.answers == [1: .failed(.noChild)], "a second child keeps nobody waiting")
  }

  @Test("ends with its caller, whose child is then the first process's to reap")
  func callerDies() throws {
    var machine = Machines()
    let parent = try machine.spawn()
    let child = try machine.spawn(by: parent)
    _ = machine.wait(for: child, as: 1, by: parent)
    _ = machine.ask(.signal(pid: parent.pid, .kill))
    _ = machine.ask(.signal(pid: child.pid, .kill))
    machine.settleWaits()
    #expect(machine.answers.isEmpty)
    machine.world.checkInvariants()
  }

  @Test("ends with a caller that dies between the child's end and its own next step")
  func callerDiesWoken() throws {
    var machine = Machines()
    let parent = try machine.spawn()
    let child = try machine.spawn(by: parent)
    _ = machine.wait(for: child, as: 1, by: parent)
    _ = machine.ask(.signal(pid: child.pid, .kill))
    _ = machine.ask(.signal(pid: parent.pid, .kill))
    machine.settleWaits()
    #expect(machine.answers.isEmpty)
    machine.world.checkInvariants()
  }

  @Test("takes nothing once its caller has given it up", arguments: [false, true])
  func limit(isWoken: Bool) throws {
    var machine = Machines()
    let child = try machine.spawn()
    machine.world.moment.agenda.callDeadline = .start + .seconds(1)
    #expect(machine.wait(for: child, as: 1) == nil)
    if isWoken { _ = machine.ask(.exit(status: 3), by: child) }
    machine.world.moment.now = .start + .seconds(1)
    if !isWoken { _ = machine.ask(.exit(status: 3), by: child) }
    machine.settleWaits()
    #expect(machine.answers.isEmpty)
    #expect(machine.wait(for: child, as: 2) == nil, "given up before it began")
    #expect(machine.ask(.reap(pid: child.pid)) == .reaped(.exited(3)))
    machine.world.checkInvariants()
  }

  @Test("is part of what tells two worlds apart, until it is given up")
  func hash() throws {
    var machine = Machines()
    let child = try machine.spawn()
    func hash() -> Digest {
      var digest = Digest()
      machine.world.fold(into: &digest)
      return digest
    }
    let before = hash()
    machine.world.moment.agenda.callDeadline = .start + .seconds(1)
    _ = machine.wait(for: child, as: 1)
    #expect(hash() != before)
    machine.world.moment.now = .start + .seconds(1)
    #expect(hash() == before)
  }

  @Test("is forgotten by a reboot")
  func reboot() throws {
    var machine = Machines()
    let child = try machine.spawn()
    _ = machine.wait(for: child, as: 1)
    machine.world.processes.reboot(&machine.world.moment)
    machine.settleWaits()
    #expect(machine.answers.isEmpty)
    machine.world.processes.checkInvariants()
  }
}

extension Machines {
  /// Asks for a wait under a number.
  mutating func wait(
    for child: ProcessIdentity, as number: UInt32, by other: ProcessIdentity? = nil
  ) -> ProcessOutcome? {
    world.moment.agenda.call = CallID(slot: number, generation: 0)
    return ask(.awaitExit(pid: child.pid), by: other)
  }

  /// Lets everybody run again who waits for a child that has ended.
  mutating func settleWaits() {
    for planned in world.moment.agenda.events {
      if case .waitReturns = planned.event { world.happen(planned.event) }
    }
    for answer in world.moment.agenda.answers {
      if case .process(let outcome) = answer.outcome { answers[answer.call.slot] = outcome }
    }
    world.moment.agenda.clear()
  }
}
