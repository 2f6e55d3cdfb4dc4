import Operations
import SimulatedWorld
import Simulation
import Supervision

/// What runs in the universes of these tests: commands, and executors that print lines.
package enum ForgeCast: Machine {
  case command(ForgeCommand)
  case executor(PrintingExecutor)
  case stranger(ForgeStranger)

  package mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch self {
    case .command(var machine):
      machine.handle(input, &emit)
      self = .command(machine)
    case .executor(var machine):
      machine.handle(input, &emit)
      self = .executor(machine)
    case .stranger(let machine):
      machine.handle(input, &emit)
    }
  }

  package func fold(into digest: inout Digest) {
    switch self {
    case .command(let machine): machine.fold(into: &digest)
    case .executor(let machine): machine.fold(into: &digest)
    case .stranger: break
    }
  }
}
