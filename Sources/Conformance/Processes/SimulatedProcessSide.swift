import Glibc
import Operations
import SimulatedWorld

/// The simulated processes with a small event loop; between two moves everything settles.
struct SimulatedProcessSide: ProcessSide {
  var book: ProcessBook
  private var world: World
  private let caller: ProcessIndex
  private var events: [(at: Instant, event: WorldEvent)] = []
  private var answers: [Outcome] = []
  private var calls: UInt32 = 0
  /// How far two moves are apart, so that two starts have two ticks.
  private static let pause = Interval.milliseconds(20)
  /// How long somebody waits for a child.
  private static let limit = Interval.milliseconds(5)

  /// A machine with a caller that leads a session, as the user that this program is.
  init() {
    world = World(seed: 1)
    let launch = Launch(program: world.moment.texts.text("conform"), newSession: true)
    guard let index = world.processes.spawn(launch, parent: .initial, &world.moment),
      let process = world.processes[index]
    else { preconditionFailure("no room for the first program") }
    world.setUser(geteuid(), of: index)
    caller = index
    book = ProcessBook(
      caller: process.identity, group: process.group, session: process.session)
    settle()
  }

  var texts: Texts { world.moment.texts }

  mutating func text(_ string: String) -> Text { world.moment.texts.text(string) }

  mutating func perform(_ operation: ProcessOperation) -> ProcessAnswer {
    world.moment.now = world.moment.now + Self.pause
    calls += 1
    let deadline = world.moment.now + Self.limit
    world.moment.agenda.call = CallID(slot: calls, generation: 0)
    world.moment.agenda.callDeadline = deadline
    answers.removeAll()
    let outcome = world.perform(.process(operation), by: caller)
    let rows = outcome?.listing == nil ? [] : world.moment.rows
    settle()
    return ProcessAnswer(
      outcome: outcome ?? answers.first ?? .limitPassed,
      rows: rows.compactMap { row in
        if case .process(let facts) = row { facts } else { nil }
      })
  }

  mutating func force(pid: Int32) { world.processes.forceNextPid(pid) }

  // MARK: - What programs do

  mutating func start(_ launch: Launch, _ start: ProcessStart) -> (
    answer: ProcessAnswer, child: ProcessIdentity?
  ) {
    let answer = perform(.spawn(launch))
    guard case .process(.identity(let identity)) = answer.outcome,
      let index = world.processes.find(pid: identity.pid, namespace: identity.namespace)
    else { return (answer, nil) }
    var child: ProcessIndex?
    switch start.conduct {
    case .sleeps: break
    case .exits: world.processes.end(index, .exited(start.status), &world.moment)
    case .ignores:
      world.processes.setHabits(
        [.ignoresHangUp, .catchesInterrupt, .catchesTerminate], of: index)
    case .obeys: world.processes.setHabits(.catchesTerminate, of: index)
    case .parents: child = bear(by: index, launch)
    case .neglects:
      child = bear(by: index, launch)
      if let child {
        world.processes.end(child, .exited(ProcessConduct.neglectedStatus), &world.moment)
      }
    case .daemonises:
      child = bear(by: index, launch, newSession: true)
      world.processes.end(index, .exited(0), &world.moment)
    }
    let born = child.flatMap { world.processes[$0]?.identity }
    settle()
    return (answer, born)
  }

  /// What a shell starts beside itself has its environment and ignores what it ignores, and Ctrl-C.
  private mutating func bear(
    by parent: ProcessIndex, _ launch: Launch, newSession: Bool = false
  ) -> ProcessIndex? {
    let program = world.moment.texts.text(ProcessConduct.sleeps.rawValue)
    let launch = Launch(
      program: program, nonce: launch.nonce, newSession: newSession,
      ignoresHangUp: launch.ignoresHangUp)
    guard let child = world.processes.spawn(launch, parent: parent, &world.moment) else {
      return nil
    }
    world.processes.setHabits(.catchesInterrupt, of: child)
    return child
  }

  // MARK: - What happens

  /// Lets everything happen that follows.
  private mutating func settle() {
    gather()
    while let next = events.indices.min(by: { events[$0].at < events[$1].at }) {
      let (at, event) = events.remove(at: next)
      world.moment.now = max(world.moment.now, at)
      world.happen(event)
      gather()
    }
  }

  private mutating func gather() {
    world.settle()
    while !world.moment.agenda.isEmpty {
      let agenda = world.moment.agenda
      world.clearAgenda()
      for planned in agenda.events {
        events.append((world.moment.now + planned.delay, planned.event))
      }
      answers += agenda.answers.map(\.outcome)
      for caught in agenda.caught where caught.signal == .terminate { obey(caught.process) }
      world.settle()
    }
  }

  /// A program that is asked to end ends with a status of its own, if it is one of those.
  private mutating func obey(_ index: ProcessIndex) {
    guard let process = world.processes[index], process.state == .running,
      process.program == Text("obeys")
    else { return }
    world.processes.end(index, .exited(ProcessConduct.obedientStatus), &world.moment)
  }
}
