import Operations
import SimulatedWorld
import Simulation
import Supervision

/// Everybody who has a part on a desk's stage.
enum DeskCast: Machine {
  case runner(DeskRunner)
  case worker(DeskWorker)
  case verifier(DeskVerifier)
  case person(DeskPerson)

  mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch self {
    case .runner(var machine):
      machine.handle(input, &emit)
      self = .runner(machine)
    case .worker(var machine):
      machine.handle(input, &emit)
      self = .worker(machine)
    case .verifier(var machine):
      machine.handle(input, &emit)
      self = .verifier(machine)
    case .person(var machine):
      machine.handle(input, &emit)
      self = .person(machine)
    }
  }

  func fold(into digest: inout Digest) {
    switch self {
    case .runner(let machine): machine.fold(into: &digest)
    case .worker(let machine): machine.fold(into: &digest)
    case .verifier(let machine): machine.fold(into: &digest)
    case .person(let machine): machine.fold(into: &digest)
    }
  }
}

/// Attaches to the session of the argument's name, looks for a while, and leaves.
struct DeskPerson: Machine {
  let time: Interval
  let socket: Text
  private(set) var outcomes: [Outcome] = []

  mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch input {
    case .started(let start):
      emit.perform(.tmux(.attach(.exact(start.argument)), socket: socket), Tag(rawValue: 1))
      emit.perform(.timer(time), Tag(rawValue: 2))
    case .outcome(_, .fired):
      emit.perform(.process(.exit(status: 0)), Tag(rawValue: 3))
    case .outcome(_, let outcome):
      outcomes.append(outcome)
    case .message, .signal:
      break
    }
  }

  func fold(into digest: inout Digest) {
    digest.fold(outcomes.count)
  }
}

/// A universe with desks in it.
final class DeskStage {
  var universe: Universe<DeskCast>
  let socket: Text

  init(
    seed: UInt64 = 1, worker: [DeskReply] = [.signals(.verify, after: .seconds(20))],
    verdicts: [DeskVerdict] = [.complete], isBackground: Bool = true, slug: String = "blog",
    workerHabits: Habits = [], policy: DeskPolicy = DeskPolicy(),
    heartbeatInterval: Interval = .seconds(15), learns: Bool = true
  ) {
    var texts = Texts()
    socket = texts.text("/tmp/tmux")
    let setup = DeskSetup(
      root: texts.text("/srv/blog"), slug: texts.text(slug), socket: socket,
      isBackground: isBackground)
    let person = DeskPerson(time: .seconds(15), socket: socket)
    universe = Universe(
      seed: seed,
      programs: Programs([
        .init(
          Text("desk"), .runner(DeskRunner(setup, policy)),
          habits: [.catchesHangUp, .catchesInterrupt, .catchesTerminate]),
        .init(
          Text("worker"),
          .worker(DeskWorker(worker, heartbeatInterval: heartbeatInterval, learns: learns)),
          habits: workerHabits),
        .init(Text("verifier"), .verifier(DeskVerifier(verdicts))),
        .init(Text("person"), .person(person)),
      ]))
    for text in ["desk", "worker", "verifier", "person", "sh", slug, "/tmp/tmux", "/srv/blog"] {
      _ = universe.text(text)
    }
    universe.world.strike(.file(.directoryAppears(Text("/srv/blog"))))
  }

  func text(_ string: String) -> Text { universe.text(string) }

  /// Adds a runner.
  func addRunner(_ name: String, root: String = "", at seconds: Int64 = 0) {
    universe.add(
      actor: text(name), program: Text("desk"), argument: text(root),
      at: .start + .seconds(seconds))
  }

  /// The runner of a name as it is, or was when it ended.
  func runner(_ name: String) -> DeskRunner {
    guard let actor = universe.actor(named: text(name)),
      case .runner(let machine) = universe.machine(of: actor)
    else { preconditionFailure("no runner \(name)") }
    return machine
  }

  /// Whether the actor of a name has ended.
  func isGone(_ name: String) -> Bool {
    guard let actor = universe.actor(named: text(name)) else { return false }
    return universe.state(of: actor) == .gone
  }

  /// What a file holds; nil when it is not there.
  func file(_ path: String) -> String? {
    let path = text(path)
    guard let content = universe.world.content(of: path) else { return nil }
    return universe.world.moment.texts.string(content)
  }

  /// The panes of the server, as a snapshot by nobody in particular shows them.
  func panes() -> [PaneFacts] {
    universe.world.moment.beginRows()
    let outcome = universe.world.perform(
      .tmux(.listAllPanes, socket: socket), by: .initial)
    guard case .tmux(.listing) = outcome else { return [] }
    return universe.world.moment.rows.compactMap { row in
      guard case .pane(let facts) = row else { return nil }
      return facts
    }
  }

  /// How many processes run a program.
  func count(of program: String) -> Int {
    let program = text(program)
    var count = 0
    universe.world.processes.forEach { process in
      if process.program == program, process.state != .zombie { count += 1 }
    }
    return count
  }

  /// Goes on until a time.
  @discardableResult
  func run(to seconds: Int64) -> Halt {
    universe.run(RunLimits(until: .start + .seconds(seconds)))
  }

  /// Goes on until the closure says so or the time is over; whether it said so.
  func run(
    to seconds: Int64, until isThere: (DeskStage) -> Bool
  ) -> Bool {
    let limit = Instant.start + .seconds(seconds)
    while universe.now < limit {
      if isThere(self) { return true }
      guard universe.step() else { return isThere(self) }
    }
    return isThere(self)
  }
}
