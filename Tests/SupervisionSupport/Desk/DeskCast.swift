import Operations
import SimulatedWorld
import Simulation
import Supervision

/// Everybody who has a part on a desk's stage.
package enum DeskCast: Machine {
  case runner(DeskRunner)
  case worker(DeskWorker)
  case verifier(DeskVerifier)
  case person(DeskPerson)

  package mutating func handle(_ input: Input, _ emit: inout Emitter) {
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

  package func fold(into digest: inout Digest) {
    switch self {
    case .runner(let machine): machine.fold(into: &digest)
    case .worker(let machine): machine.fold(into: &digest)
    case .verifier(let machine): machine.fold(into: &digest)
    case .person(let machine): machine.fold(into: &digest)
    }
  }
}
