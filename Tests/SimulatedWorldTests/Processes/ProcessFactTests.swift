import Operations
import SimulatedWorld
import Testing

/// What was measured on Linux, one fact a test.
@Suite("Processes")
struct ProcessFactTests {
  @Test("kill 0 succeeds on a live process, fails with ESRCH on nobody")
  func probe() throws {
    var machine = Machines()
    let child = try machine.spawn()
    #expect(machine.ask(.probe(pid: child.pid)) == .exists)
    #expect(machine.ask(.probe(pid: child.pid + 1)) == .failed(.noSuchProcess))
  }

  @Test("kill 0 succeeds on a zombie, and /proc says that it is one")
  func zombie() throws {
    var machine = Machines()
    let child = try machine.spawn()
    #expect(machine.ask(.signal(pid: child.pid, .kill)) == .done)
    #expect(machine.ask(.probe(pid: child.pid)) == .exists)
    guard case .facts(let facts) = machine.ask(.inspect(pid: child.pid)) else {
      throw Unanswered()
    }
    #expect(facts.state == .zombie)
    #expect(machine.ask(.identify(child)) == .same(.zombie))
  }

  @Test("a zombie is gone when its parent has asked for it, with the way it ended")
  func reap() throws {
    var machine = Machines()
    let child = try machine.spawn()
    #expect(machine.ask(.reap(pid: child.pid)) == .stillRunning)
    _ = machine.ask(.signal(pid: child.pid, .terminate))
    #expect(machine.ask(.reap(pid: child.pid)) == .reaped(.signalled(.terminate)))
    #expect(machine.ask(.reap(pid: child.pid)) == .failed(.noChild))
    #expect(machine.ask(.probe(pid: child.pid)) == .failed(.noSuchProcess))
  }

  @Test("nobody reaps another's child")
  func notMyChild() throws {
    var machine = Machines()
    let child = try machine.spawn()
    let other = try machine.spawn()
    #expect(machine.ask(.reap(pid: other.pid), by: child) == .failed(.noChild))
  }

  @Test("kill 0 succeeds on a thread id, so that any thread can stand for a stale pid")
  func thread() throws {
    var machine = Machines()
    let child = try machine.spawn()
    let thread = machine.world.processes.addThread(to: try machine.index(child))
    let number = try #require(thread)
    #expect(machine.ask(.probe(pid: number)) == .exists)
    _ = machine.ask(.signal(pid: child.pid, .kill))
    #expect(machine.ask(.probe(pid: number)) == .failed(.noSuchProcess))
  }

  @Test("another user's process is EPERM, which is alive")
  func permission() throws {
    var machine = Machines()
    let mine = try machine.spawn()
    let theirs = try machine.spawn()
    machine.world.processes.setUser(1_000, of: try machine.index(mine))
    machine.world.processes.setUser(1_001, of: try machine.index(theirs))
    #expect(machine.ask(.probe(pid: theirs.pid), by: mine) == .failed(.notPermitted))
    #expect(machine.ask(.signal(pid: theirs.pid, .kill), by: mine) == .failed(.notPermitted))
    #expect(machine.world.processes.lives(try machine.index(theirs)))
  }

  @Test("another user's process may be continued if it is of the same session")
  func continuing() throws {
    var machine = Machines()
    let mine = try machine.spawn()
    let theirs = try machine.spawn()
    let away = try machine.spawn(newSession: true)
    machine.world.processes.setUser(1_000, of: try machine.index(mine))
    for other in [theirs, away] {
      machine.world.processes.setUser(1_001, of: try machine.index(other))
    }
    #expect(machine.ask(.signal(pid: theirs.pid, .continue), by: mine) == .done)
    #expect(machine.ask(.signalIdentity(theirs, .continue), by: mine) == .done)
    #expect(machine.ask(.signal(pid: away.pid, .continue), by: mine) == .failed(.notPermitted))
  }

  @Test("pids rise, and wrap to 300")
  func wrap() throws {
    var machine = Machines()
    machine.world.processes.pidLimit = 320
    var pids: [Int32] = []
    for _ in 0..<25 {
      let child = try machine.spawn()
      pids.append(child.pid)
      _ = machine.ask(.signal(pid: child.pid, .kill))
      _ = machine.ask(.reap(pid: child.pid))
    }
    // init, the Forge backend and the shell have 1, 301 and 302.
    #expect(pids == Array(303...319) + Array(300...300) + Array(303...309))
  }

  @Test("a freed pid can be taken again within one tick: pid and start tick are then the same")
  func reuseWithinATick() throws {
    var machine = Machines()
    let first = try machine.spawn(nonce: 7)
    _ = machine.ask(.signal(pid: first.pid, .kill))
    _ = machine.ask(.reap(pid: first.pid))
    machine.world.processes.forceNextPid(first.pid)
    let second = try machine.spawn(nonce: 8)
    #expect(second.pid == first.pid)
    #expect(second.startTick == first.startTick)
    #expect(second != first, "only the nonce tells them apart")
    guard case .other(let facts) = machine.ask(.identify(first)) else { throw Unanswered() }
    #expect(facts.identity == second)
  }

  @Test("a signal by pid hits whoever has the pid; one through a pidfd never hits another")
  func pidfd() throws {
    var machine = Machines()
    let first = try machine.spawn(nonce: 7)
    _ = machine.ask(.signal(pid: first.pid, .kill))
    _ = machine.ask(.reap(pid: first.pid))
    machine.world.processes.forceNextPid(first.pid)
    let stranger = try machine.spawn(nonce: 8)
    #expect(machine.ask(.signalIdentity(first, .kill)) == .failed(.noSuchProcess))
    #expect(machine.world.processes.lives(try machine.index(stranger)))
    #expect(machine.ask(.signal(pid: first.pid, .kill)) == .done)
    #expect(!machine.world.processes.lives(try machine.index(stranger)))
  }

  @Test("a pid is not taken again while a group or session has its number")
  func groupKeepsTheNumber() throws {
    var machine = Machines()
    let leader = try machine.spawn(newGroup: true)
    let member = try machine.spawn(by: leader)
    _ = machine.ask(.signal(pid: leader.pid, .kill))
    _ = machine.ask(.reap(pid: leader.pid))
    machine.world.processes.forceNextPid(leader.pid)
    let next = try machine.spawn()
    #expect(next.pid != leader.pid)
    guard case .facts(let facts) = machine.ask(.inspect(pid: member.pid)) else {
      throw Unanswered()
    }
    #expect(facts.group == leader.pid)
  }

  @Test("the children of one who died belong to the first process, which reaps them after a while")
  func orphans() throws {
    var machine = Machines()
    let parent = try machine.spawn()
    let child = try machine.spawn(by: parent)
    _ = machine.ask(.signal(pid: parent.pid, .kill))
    guard case .facts(let facts) = machine.ask(.inspect(pid: child.pid)) else {
      throw Unanswered()
    }
    #expect(facts.parent == 1)
    _ = machine.ask(.signal(pid: child.pid, .kill))
    #expect(machine.ask(.probe(pid: child.pid)) == .exists, "a zombie for half a second")
    let planned = machine.world.moment.agenda.events.last
    #expect(planned?.delay == .milliseconds(500))
    if let event = planned?.event { machine.world.happen(event) }
    #expect(machine.ask(.probe(pid: child.pid)) == .failed(.noSuchProcess))
  }

  @Test("SIGKILL ends a stopped process at once; SIGTERM waits until it is continued")
  func stopped() throws {
    var machine = Machines()
    let child = try machine.spawn()
    let index = try machine.index(child)
    _ = machine.ask(.signal(pid: child.pid, .stop))
    _ = machine.ask(.signal(pid: child.pid, .terminate))
    #expect(machine.ask(.identify(child)) == .same(.stopped))
    _ = machine.ask(.signal(pid: child.pid, .continue))
    #expect(!machine.world.processes.lives(index))

    let other = try machine.spawn()
    _ = machine.ask(.signal(pid: other.pid, .stop))
    _ = machine.ask(.signal(pid: other.pid, .kill))
    #expect(!machine.world.processes.lives(try machine.index(other)))
  }

  @Test("one that ignores hang-ups survives one, whatever its program would do")
  func hangUp() throws {
    var machine = Machines()
    let child = try machine.spawn(ignoresHangUp: true)
    machine.world.processes.setHabits([.catchesTerminate], of: try machine.index(child))
    _ = machine.ask(.signal(pid: child.pid, .hangUp))
    #expect(machine.ask(.identify(child)) == .same(.running))
  }

  @Test("a signal to a group reaches its members and nobody else")
  func group() throws {
    var machine = Machines()
    let leader = try machine.spawn(newGroup: true)
    let member = try machine.spawn(by: leader)
    let deserter = try machine.spawn(by: leader, newSession: true)
    #expect(machine.ask(.signalGroup(group: leader.pid, .kill)) == .done)
    #expect(!machine.world.processes.lives(try machine.index(leader)))
    #expect(machine.ask(.identify(member)) != .same(.running))
    #expect(machine.ask(.identify(deserter)) == .same(.running))
    #expect(machine.ask(.signalGroup(group: 9_999, .kill)) == .failed(.noSuchProcess))
  }

  @Test("the end of a namespace's first process ends the namespace")
  func namespace() throws {
    var machine = Machines()
    let first = try machine.spawn(newNamespace: true)
    #expect(first.pid == 1)
    #expect(first.namespace != 0)
    let inside = try machine.spawn(by: first)
    #expect(inside.pid == 2)
    let index = try machine.index(inside)
    machine.world.processes.end(
      try machine.index(first), .signalled(.kill), &machine.world.moment)
    #expect(!machine.world.processes.lives(index))
  }

  @Test("a fork fails with EAGAIN when the process table is full")
  func full() throws {
    var machine = Machines()
    machine.world.processes.countLimit = machine.world.processes.count + 1
    _ = try machine.spawn()
    let refused = machine.ask(.spawn(Launch(program: Text("child"))))
    #expect(refused == .failed(.wouldBlock))
  }

  @Test("a nonce in the environment finds the process that carries it")
  func find() throws {
    var machine = Machines()
    _ = try machine.spawn(nonce: 1)
    let wanted = try machine.spawn(nonce: 2)
    _ = machine.ask(.find(nonce: 2))
    let found = machine.world.moment.rows.compactMap { row -> ProcessIdentity? in
      if case .process(let facts) = row { facts.identity } else { nil }
    }
    #expect(found == [wanted])
  }

  @Test("after a reboot nobody is there, and old identities are of another boot")
  func reboot() throws {
    var machine = Machines()
    let child = try machine.spawn()
    machine.world.processes.reboot(&machine.world.moment)
    machine.caller = .initial
    machine.world.processes.forceNextPid(child.pid)
    let next = try machine.spawn()
    #expect(next.pid == child.pid)
    #expect(next.boot != child.boot)
    #expect(machine.ask(.identify(child)) == .failed(.noSuchProcess))
    machine.world.processes.checkInvariants()
  }

  @Test("random operations by anybody trap nowhere and keep the table in order")
  func random() {
    var machine = Machines()
    machine.world.processes.pidLimit = 420
    machine.world.processes.countLimit = 60
    var stream = RandomStream(seed: 11, name: "processes")
    for number in 0..<40_000 {
      machine.askAtRandom(&stream)
      if number % 500 == 0 { machine.world.processes.checkInvariants() }
    }
    #expect(machine.world.processes.count <= 60)
    let reaped = machine.answers.values.filter { if case .reaped = $0 { true } else { false } }
    #expect(reaped.count > 5, "\(reaped.count) waits of \(machine.answers.count)")
  }
}

struct Unanswered: Error {}

/// A simulated machine with a shell on it that asks for things.
struct Machines {
  var world: World
  var caller: ProcessIndex
  /// What waits were answered, by the number under which they were asked for.
  var answers: [UInt32: ProcessOutcome] = [:]
  private var waitCount: UInt32 = 0

  init() {
    world = World(seed: 1)
    let shell = Launch(program: world.moment.texts.text("shell"))
    caller = world.processes.spawn(shell, parent: .initial, &world.moment) ?? .none
  }

  mutating func ask(
    _ operation: ProcessOperation, by other: ProcessIdentity? = nil
  ) -> ProcessOutcome? {
    let asker = other.flatMap { try? index($0) } ?? caller
    return world.processes.perform(operation, by: asker, &world.moment)
  }

  func index(_ identity: ProcessIdentity) throws -> ProcessIndex {
    let index = world.processes.find(pid: identity.pid, namespace: identity.namespace)
    guard let index else { throw Unanswered() }
    return index
  }

  mutating func spawn(
    nonce: UInt64 = 0, by parent: ProcessIdentity? = nil, newSession: Bool = false,
    newGroup: Bool = false, newNamespace: Bool = false, ignoresHangUp: Bool = false
  ) throws -> ProcessIdentity {
    let launch = Launch(
      program: Text("child"), nonce: nonce, newSession: newSession, newGroup: newGroup,
      newNamespace: newNamespace, ignoresHangUp: ignoresHangUp)
    guard case .identity(let identity) = ask(.spawn(launch), by: parent) else {
      throw Unanswered()
    }
    return identity
  }

  /// One operation of any kind by anybody, about anybody, a fault now and then.
  mutating func askAtRandom(_ stream: inout RandomStream) {
    let pid = Int32(stream.next(below: 440))
    let asker = world.processes.find(pid: pid, namespace: 0) ?? .initial
    let other = Int32(stream.next(below: 440))
    let signals: [Signal] = [.hangUp, .kill, .terminate, .stop, .continue]
    let signal = signals[Int(stream.next(below: 5))]
    let operation: ProcessOperation
    switch stream.next(below: 18) {
    case 0...4:
      operation = .spawn(
        Launch(
          program: Text("child"), nonce: stream.next(below: 5),
          newSession: stream.next(below: 3) == 0,
          newGroup: stream.next(below: 3) == 0, ignoresHangUp: stream.next(below: 4) == 0))
    case 5: operation = .probe(pid: other)
    case 6: operation = .inspect(pid: other)
    case 7: operation = .signal(pid: other, signal)
    case 8: operation = .signalGroup(group: other, signal)
    case 9...11: operation = .reap(pid: other)
    case 12: operation = .find(nonce: 3)
    case 13: operation = .exit(status: 3)
    case 16, 17:
      waitCount += 1
      world.moment.agenda.call = CallID(slot: waitCount, generation: 0)
      let limit = Interval.milliseconds(Int64(stream.next(below: 4_000)))
      world.moment.agenda.callDeadline = world.moment.now + limit
      operation = .awaitExit(pid: other)
    case 14:
      world.processes.forceNextPid(other)
      operation = .whoAmI
    default:
      if let target = world.processes.find(pid: other, namespace: 0) {
        world.processes.addThread(to: target)
      }
      operation = .list
    }
    _ = world.processes.perform(operation, by: asker, &world.moment)
    world.moment.now = world.moment.now + .milliseconds(1)
    for planned in world.moment.agenda.events { world.happen(planned.event) }
    for answer in world.moment.agenda.answers {
      if case .process(let outcome) = answer.outcome { answers[answer.call.slot] = outcome }
    }
    world.moment.agenda.clear()
  }
}
