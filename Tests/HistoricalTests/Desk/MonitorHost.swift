import Historical
import Operations
import SimulatedWorld
import Simulation
import Supervision

/// Lets a lifecycle monitor make one check: the one of 0.11.1, or the one of today.
struct MonitorHost: Machine {
  private enum Monitor {
    case script(RlpDeskMonitor)
    case today(PaneMonitor)
  }

  private var monitor: Monitor
  private let name: Text
  private let panes: DeskPanes
  private let token: UInt64
  /// What it said: alive, or not.
  private(set) var isAlive: Bool?
  /// What the one of today said.
  private(set) var verdict: PaneMonitor.Verdict?

  init(isToday: Bool, name: Text, _ panes: DeskPanes, token: UInt64, socket: Text) {
    monitor =
      isToday
      ? .today(PaneMonitor(DeskPolicy(), socket: socket, base: 0x2000))
      : .script(RlpDeskMonitor(socket: socket, base: 0x2000))
    self.name = name
    self.panes = panes
    self.token = token
  }

  mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch (input, monitor) {
    case (.started, .script(var script)):
      let ids = [panes.leader.pane, panes.worker.pane, panes.verifier.pane]
      script.begin(name: name, panes: ids, &emit)
      monitor = .script(script)
    case (.started, .today(var today)):
      today.begin(panes, token: token, &emit)
      monitor = .today(today)
    case (.outcome(let tag, let outcome), .script(var script)):
      isAlive = script.handle(tag, outcome, &emit) ?? isAlive
      monitor = .script(script)
    case (.outcome(let tag, let outcome), .today(var today)):
      verdict = today.handle(tag, outcome, &emit) ?? verdict
      monitor = .today(today)
    case (.message, _), (.signal, _):
      break
    }
  }

  func fold(into digest: inout Digest) {
    switch monitor {
    case .script(let script): script.fold(into: &digest)
    case .today(let today): today.fold(into: &digest)
    }
  }
}

/// A tmux with sessions of three panes, and the two monitors side by side.
final class MonitorScene {
  var world: World
  let socket: Text
  let seed: UInt64

  init(seed: UInt64 = 1) {
    self.seed = seed
    world = World(seed: seed)
    socket = world.moment.texts.text("/tmp/tmux")
  }

  func text(_ string: String) -> Text { world.moment.texts.text(string) }

  /// Performs a command as nobody in particular.
  @discardableResult
  func tmux(_ command: TmuxCommand) -> TmuxOutcome? {
    let outcome = world.perform(.tmux(command, socket: socket), by: .initial)
    world.settle()
    world.clearAgenda()
    guard case .tmux(let outcome)? = outcome else { return nil }
    return outcome
  }

  /// Makes a session of three panes whose processes carry a token.
  func session(_ name: String, token: UInt64 = 7) -> DeskPanes {
    let name = text(name)
    let launch = Launch(program: text("sh"), nonce: token)
    let commands: [TmuxCommand] = [
      .newSession(name: name, launch), .splitWindow(.exact(name), launch),
      .splitWindow(.exact(name), launch),
    ]
    let made = commands.map { command -> PaneReference in
      guard case .created(let pane)? = tmux(command) else {
        preconditionFailure("not made: \(command)")
      }
      return pane
    }
    return DeskPanes(leader: made[0], worker: made[1], verifier: made[2])
  }

  /// What a monitor says, and when.
  struct Saying {
    var isAlive: Bool?
    var verdict: PaneMonitor.Verdict?
    var time = Interval.zero
  }

  /// Lets one monitor check, with a rule in force, for so long.
  func ask(
    isToday: Bool, name: String, _ panes: DeskPanes, rule: Rule? = nil, seconds: Int64 = 60
  ) -> Saying {
    let host = MonitorHost(
      isToday: isToday, name: text(name), panes, token: 7, socket: socket)
    let program = text("host")
    var universe = Universe(
      seed: seed, programs: Programs([.init(program, host)]))
    universe.world = world
    let actor = universe.add(actor: program, program: program)
    if let rule { universe.arm(rule) }
    var saying = Saying()
    var begun: Instant?
    while universe.now < .start + .seconds(seconds), universe.step() {
      if begun == nil, universe.state(of: actor) == .running { begun = universe.now }
      let machine = universe.machine(of: actor)
      if machine.isAlive != nil || machine.verdict != nil {
        saying = Saying(
          isAlive: machine.isAlive, verdict: machine.verdict,
          time: universe.now - (begun ?? .start))
        break
      }
    }
    return saying
  }
}
