import Operations
import SimulatedWorld
import Simulation
import Supervision

/// Attaches to the session of the argument's name, looks for a while, and leaves.
package struct DeskPerson: Machine {
  package let time: Interval
  package let socket: Text
  package private(set) var outcomes: [Outcome] = []

  package init(time: Interval, socket: Text) {
    self.time = time
    self.socket = socket
  }

  package mutating func handle(_ input: Input, _ emit: inout Emitter) {
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

  package func fold(into digest: inout Digest) {
    digest.fold(outcomes.count)
  }
}
