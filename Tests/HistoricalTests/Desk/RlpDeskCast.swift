import Historical
import Operations
import SimulatedWorld
import Simulation
import Supervision

/// Everybody who has a part on the stage of a desk of 0.11.1.
enum RlpDeskCast: Machine {
  case runner(RlpDeskRunner)
  case shell(RlpDeskShell)
  case worker(DeskWorker)

  mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch self {
    case .runner(var machine):
      machine.handle(input, &emit)
      self = .runner(machine)
    case .shell(var machine):
      machine.handle(input, &emit)
      self = .shell(machine)
    case .worker(var machine):
      machine.handle(input, &emit)
      self = .worker(machine)
    }
  }

  func fold(into digest: inout Digest) {
    switch self {
    case .runner(let machine): machine.fold(into: &digest)
    case .shell(let machine): machine.fold(into: &digest)
    case .worker(let machine): machine.fold(into: &digest)
    }
  }
}

/// A universe with desks of 0.11.1 in it.
final class RlpDeskStage {
  var universe: Universe<RlpDeskCast>
  let socket: Text

  init(
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

  func text(_ string: String) -> Text { universe.text(string) }

  func addRunner(_ name: String, root: String = "", at time: Instant = .start) {
    universe.add(actor: text(name), program: Text("desk"), argument: text(root), at: time)
  }

  func runner(_ name: String) -> RlpDeskRunner {
    guard let actor = universe.actor(named: text(name)),
      case .runner(let machine) = universe.machine(of: actor)
    else { preconditionFailure("no runner \(name)") }
    return machine
  }

  func isGone(_ name: String) -> Bool {
    guard let actor = universe.actor(named: text(name)) else { return false }
    return universe.state(of: actor) == .gone
  }

  func file(_ path: String) -> String? {
    let path = text(path)
    guard let content = universe.world.content(of: path) else { return nil }
    return universe.world.moment.texts.string(content)
  }

  func count(of program: String) -> Int {
    let program = text(program)
    var count = 0
    universe.world.processes.forEach { process in
      if process.program == program, process.state != .zombie { count += 1 }
    }
    return count
  }

  @discardableResult
  func run(to seconds: Int64) -> Halt {
    universe.run(RunLimits(until: .start + .seconds(seconds)))
  }
}
