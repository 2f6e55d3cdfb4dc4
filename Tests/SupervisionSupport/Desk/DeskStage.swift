import Operations
import SimulatedWorld
import Simulation
import Supervision

/// A universe with desks in it.
package final class DeskStage {
  package var universe: Universe<DeskCast>
  package let socket: Text

  package init(
    seed: UInt64 = 1, worker: [DeskReply] = [.signals(.verify, after: .seconds(20))],
    verdicts: [DeskVerdict] = [.complete], isBackground: Bool = true, slug: String = "blog",
    workerHabits: Habits = [], policy: DeskPolicy = DeskPolicy(),
    heartbeatInterval: Interval = .seconds(15), learns: Bool = true, canLosePower: Bool = false
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
      ]), setting: WorldSetting(canLosePower: canLosePower))
    for text in ["desk", "worker", "verifier", "person", "sh", slug, "/tmp/tmux", "/srv/blog"] {
      _ = universe.text(text)
    }
    universe.world.strike(.file(.directoryAppears(Text("/srv/blog"))))
  }

  package func text(_ string: String) -> Text { universe.text(string) }

  /// Adds a runner.
  package func addRunner(_ name: String, root: String = "", at seconds: Int64 = 0) {
    universe.add(
      actor: text(name), program: Text("desk"), argument: text(root),
      at: .start + .seconds(seconds))
  }

  /// The runner of a name as it is, or was when it ended.
  package func runner(_ name: String) -> DeskRunner {
    guard let actor = universe.actor(named: text(name)),
      case .runner(let machine) = universe.machine(of: actor)
    else { preconditionFailure("no runner \(name)") }
    return machine
  }

  /// Whether the actor of a name has ended.
  package func isGone(_ name: String) -> Bool {
    guard let actor = universe.actor(named: text(name)) else { return false }
    return universe.state(of: actor) == .gone
  }

  /// What a file holds; nil when it is not there.
  package func file(_ path: String) -> String? {
    let path = text(path)
    guard let content = universe.world.content(of: path) else { return nil }
    return universe.world.moment.texts.string(content)
  }

  /// The panes of the server, as a snapshot by nobody in particular shows them.
  package func panes() -> [PaneFacts] {
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
  package func count(of program: String) -> Int {
    let program = text(program)
    var count = 0
    universe.world.processes.forEach { process in
      if process.program == program, process.state != .zombie { count += 1 }
    }
    return count
  }

  /// Goes on until a time.
  @discardableResult
  package func run(to seconds: Int64) -> Halt {
    universe.run(RunLimits(until: .start + .seconds(seconds)))
  }

  /// Goes on until the closure says so or the time is over; whether it said so.
  package func run(
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
