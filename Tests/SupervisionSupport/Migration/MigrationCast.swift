import Operations
import SimulatedWorld
import Simulation
import Supervision

/// What runs in the universes of these tests: migrations, and the agents that Forge starts.
package enum MigrationCast: Machine {
  case migration(Migration)
  case executor(PrintingExecutor)

  package mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch self {
    case .migration(var machine):
      machine.handle(input, &emit)
      self = .migration(machine)
    case .executor(var machine):
      machine.handle(input, &emit)
      self = .executor(machine)
    }
  }

  package func fold(into digest: inout Digest) {
    switch self {
    case .migration(let machine): machine.fold(into: &digest)
    case .executor(let machine): machine.fold(into: &digest)
    }
  }
}
