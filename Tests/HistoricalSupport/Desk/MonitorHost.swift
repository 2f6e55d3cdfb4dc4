import Historical
import Operations
import SimulatedWorld
import Simulation
import Supervision

/// Lets a lifecycle monitor make one check: the one of 0.11.1, or the one of today.
package struct MonitorHost: Machine {
  private enum Monitor {
    case script(RlpDeskMonitor)
    case today(PaneMonitor)
  }

  private var monitor: Monitor
  private let name: Text
  private let panes: DeskPanes
  private let token: UInt64
  /// What it said: alive, or not.
  package private(set) var isAlive: Bool?
  /// What the one of today said.
  package private(set) var verdict: PaneMonitor.Verdict?

  package init(isToday: Bool, name: Text, _ panes: DeskPanes, token: UInt64, socket: Text) {
    monitor =
      isToday
      ? .today(PaneMonitor(DeskPolicy(), socket: socket, base: 0x2000))
      : .script(RlpDeskMonitor(socket: socket, base: 0x2000))
    self.name = name
    self.panes = panes
    self.token = token
  }

  package mutating func handle(_ input: Input, _ emit: inout Emitter) {
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

  package func fold(into digest: inout Digest) {
    switch monitor {
    case .script(let script): script.fold(into: &digest)
    case .today(let today): today.fold(into: &digest)
    }
  }
}
