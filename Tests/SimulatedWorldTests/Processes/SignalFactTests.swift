import Operations
import SimulatedWorld
import Testing

/// What was measured on Linux 6.18 with `rehearse conform processes`, one fact a test.
@Suite("Signals")
struct SignalFactTests {
  @Test("what waits for a stopped process comes in the kernel's order, not in that of sending")
  func order() throws {
    var machine = Machines()
    for (sent, ending) in [
      ([.terminate, .interrupt, .hangUp], .hangUp), ([.terminate, .interrupt], .interrupt),
      ([.hangUp, .segmentationFault], .segmentationFault),
    ] as [([Signal], Signal)] {
      let child = try machine.spawn()
      for signal in [.stop] + sent { _ = machine.ask(.signal(pid: child.pid, signal)) }
      #expect(machine.ask(.identify(child)) == .same(.stopped))
      _ = machine.ask(.signal(pid: child.pid, .continue))
      #expect(machine.ask(.reap(pid: child.pid)) == .reaped(.signalled(ending)))
    }
  }

  @Test("what waits and is caught is told, all of it")
  func caught() throws {
    var machine = Machines()
    let child = try machine.spawn()
    let index = try machine.index(child)
    machine.world.processes.setHabits([.catchesHangUp, .catchesTerminate], of: index)
    for signal in [.stop, .terminate, .hangUp] as [Signal] {
      _ = machine.ask(.signal(pid: child.pid, signal))
    }
    machine.world.clearAgenda()
    _ = machine.ask(.signal(pid: child.pid, .continue))
    #expect(machine.world.moment.agenda.caught.map(\.signal) == [.continue, .hangUp, .terminate])
  }

  @Test("the first of a namespace gets from outside what it catches, KILL and STOP, and no more")
  func firstFromOutside() throws {
    var machine = Machines()
    let first = try machine.spawn(newNamespace: true)
    for signal in [.hangUp, .interrupt, .terminate, .segmentationFault] as [Signal] {
      #expect(machine.ask(.signalIdentity(first, signal)) == .done)
      #expect(machine.ask(.identify(first)) == .same(.running))
    }
    _ = machine.ask(.signalIdentity(first, .stop))
    #expect(machine.ask(.identify(first)) == .same(.stopped))
    _ = machine.ask(.signalIdentity(first, .kill))
    #expect(machine.ask(.identify(first)) == .same(.zombie))
  }

  @Test("from within a namespace nothing ends or stops its first process")
  func firstFromWithin() throws {
    var machine = Machines()
    let first = try machine.spawn(newNamespace: true)
    let inside = try machine.spawn(by: first)
    for signal in [.kill, .stop, .terminate] as [Signal] {
      #expect(machine.ask(.signal(pid: 1, signal), by: inside) == .done)
      #expect(machine.ask(.identify(first)) == .same(.running))
    }
    _ = machine.ask(.signal(pid: 1, .stop))
    guard case .facts(let facts) = machine.ask(.inspect(pid: 1)) else { throw Unanswered() }
    #expect(facts.state == .running)
  }

  @Test("a group and a session from outside of a namespace have no number in it")
  func numbersWithin() throws {
    var machine = Machines()
    let first = try machine.spawn(newNamespace: true)
    let leader = try machine.spawn(newSession: true, newNamespace: true)
    for (identity, number) in [(first, 0), (leader, 1)] as [(ProcessIdentity, Int32)] {
      var other = identity
      other.nonce = 9
      guard case .other(let facts) = machine.ask(.identify(other)) else { throw Unanswered() }
      #expect(facts.group == number)
      #expect(facts.session == number)
    }
  }

  @Test("groups 0 and 1 are nobody: to the kernel they would be the caller's own, and everyone")
  func groupsOfNobody() throws {
    var machine = Machines()
    #expect(machine.ask(.signalGroup(group: 1, .terminate)) == .failed(.noSuchProcess))
    #expect(machine.ask(.signalGroup(group: 0, .terminate)) == .failed(.noSuchProcess))
  }

  @Test("a group in which somebody is stopped is hung up and goes on when nobody can continue it")
  func orphanedGroup() throws {
    var machine = Machines()
    let leader = try machine.spawn(newGroup: true)
    let stopped = try machine.spawn(by: leader)
    let immune = try machine.spawn(by: leader, ignoresHangUp: true)
    for member in [stopped, immune] { _ = machine.ask(.signal(pid: member.pid, .stop)) }
    let index = try machine.index(stopped)
    // The shell is the parent that could continue the group, by its leader.
    _ = machine.ask(.signal(pid: leader.pid, .kill))
    #expect(!machine.world.processes.lives(index))
    #expect(machine.ask(.identify(immune)) == .same(.running))
  }

  @Test("a group in which somebody is stopped stays so when nobody ends who could continue it")
  func heldGroup() throws {
    var machine = Machines()
    let leader = try machine.spawn(newGroup: true)
    let child = try machine.spawn(by: leader, newGroup: true)
    let stopped = try machine.spawn(by: leader)
    _ = machine.ask(.signal(pid: stopped.pid, .stop))
    _ = machine.ask(.signal(pid: child.pid, .kill))
    #expect(machine.ask(.identify(stopped)) == .same(.stopped))
  }
}
