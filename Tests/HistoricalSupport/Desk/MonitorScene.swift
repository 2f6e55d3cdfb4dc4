import Historical
import Operations
import SimulatedWorld
import Simulation
import Supervision

/// A tmux with sessions of three panes, and the two monitors side by side.
package final class MonitorScene {
  package var world: World
  package let socket: Text
  package let seed: UInt64

  private let isTraced: Bool
  private var eventCount: Int64 = 0
  private var trace: [String] = []

  package init(seed: UInt64 = 1, isTraced: Bool = false) {
    self.seed = seed
    self.isTraced = isTraced
    world = World(seed: seed)
    socket = world.moment.texts.text("/tmp/tmux")
  }

  package func text(_ string: String) -> Text { world.moment.texts.text(string) }

  /// Performs a command as nobody in particular.
  @discardableResult
  package func tmux(_ command: TmuxCommand) -> TmuxOutcome? {
    let outcome = world.perform(.tmux(command, socket: socket), by: .initial)
    world.settle()
    world.clearAgenda()
    guard case .tmux(let outcome)? = outcome else { return nil }
    return outcome
  }

  /// Makes a session of three panes whose processes carry a token.
  package func session(_ name: String, token: UInt64 = 7) -> DeskPanes {
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
  package struct Saying {
    package var isAlive: Bool?
    package var verdict: PaneMonitor.Verdict?
    package var time = Interval.zero
  }

  /// Lets one monitor check, with a rule in force, for so long.
  package func ask(
    isToday: Bool, name: String, _ panes: DeskPanes, rule: Rule? = nil, seconds: Int64 = 60
  ) -> Saying {
    let host = MonitorHost(
      isToday: isToday, name: text(name), panes, token: 7, socket: socket)
    let program = text("host")
    var universe = Universe(
      seed: seed, programs: Programs([.init(program, host)]))
    universe.world = world
    universe.trace.record(isTraced)
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
    let showing = Showing(true, universe)
    eventCount += showing.eventCount
    trace += showing.trace
    return saying
  }

  /// What all the checks in this scene have shown.
  package func showing(_ isShown: Bool) -> Showing {
    Showing(isShown, eventCount: eventCount, trace: trace)
  }
}
