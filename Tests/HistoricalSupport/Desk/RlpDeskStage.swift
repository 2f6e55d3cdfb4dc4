import Historical
import Operations
import SimulatedWorld
import Simulation
import Supervision

/// A universe with desks of 0.11.1 in it.
package final class RlpDeskStage {
  package var universe: Universe<RlpDeskCast>
  package let socket: Text

  package init(
    seed: UInt64 = 1, worker: [DeskReply] = [.signals(.verify, after: .seconds(20))],
    slug: String = "blog", hasPidInSuffix: Bool = true, roots: [String] = ["/srv/blog"]
  ) {
    var texts = Texts()
    socket = texts.text("/tmp/tmux")
    let setup = RlpDeskSetup(
      root: texts.text("/srv/blog"), slug: texts.text(slug), socket: socket,
      hasPidInSuffix: hasPidInSuffix)
    universe = Universe(
      seed: seed,
      programs: Programs([
        .init(
          Text("desk"), .runner(RlpDeskRunner(setup)),
          habits: [.catchesHangUp, .catchesInterrupt, .catchesTerminate]),
        .init(Text("zsh"), .shell(RlpDeskShell(agent: Text("worker"))), habits: .reapsAtOnce),
        .init(Text("worker"), .worker(DeskWorker(worker))),
      ]))
    for text in ["desk", "zsh", "worker", slug, "/tmp/tmux", "/srv/blog"] {
      _ = universe.text(text)
    }
    for root in roots {
      universe.world.strike(.file(.directoryAppears(universe.text(root))))
    }
  }

  /// A stage for a run of a flaw's scene.
  package convenience init(
    _ probe: Probe, worker: [DeskReply] = [.signals(.verify, after: .seconds(20))],
    slug: String = "blog", hasPidInSuffix: Bool = true, roots: [String] = ["/srv/blog"]
  ) {
    self.init(
      seed: probe.seed, worker: worker, slug: slug, hasPidInSuffix: hasPidInSuffix, roots: roots)
    universe.trace.record(probe.isTraced)
  }

  package func text(_ string: String) -> Text { universe.text(string) }

  package func addRunner(_ name: String, root: String = "", at time: Instant = .start) {
    universe.add(actor: text(name), program: Text("desk"), argument: text(root), at: time)
  }

  package func runner(_ name: String) -> RlpDeskRunner {
    guard let actor = universe.actor(named: text(name)),
      case .runner(let machine) = universe.machine(of: actor)
    else { preconditionFailure("no runner \(name)") }
    return machine
  }

  package func isGone(_ name: String) -> Bool {
    guard let actor = universe.actor(named: text(name)) else { return false }
    return universe.state(of: actor) == .gone
  }

  package func file(_ path: String) -> String? {
    let path = text(path)
    guard let content = universe.world.content(of: path) else { return nil }
    return universe.world.moment.texts.string(content)
  }

  package func count(of program: String) -> Int {
    let program = text(program)
    var count = 0
    universe.world.processes.forEach { process in
      if process.program == program, process.state != .zombie { count += 1 }
    }
    return count
  }

  @discardableResult
  package func run(to seconds: Int64) -> Halt {
    universe.run(RunLimits(until: .start + .seconds(seconds)))
  }
}
