import Historical
import Operations
import SimulatedWorld
import Simulation
import Supervision

/// Everybody who has a part on the stage of a desk of 0.11.1.
package enum RlpDeskCast: Machine {
  case runner(RlpDeskRunner)
  case shell(RlpDeskShell)
  case worker(DeskWorker)

  package mutating func handle(_ input: Input, _ emit: inout Emitter) {
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

  package func fold(into digest: inout Digest) {
    switch self {
    case .runner(let machine): machine.fold(into: &digest)
    case .shell(let machine): machine.fold(into: &digest)
    case .worker(let machine): machine.fold(into: &digest)
    }
  }
}
