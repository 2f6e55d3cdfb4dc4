import Historical
import Operations

/// Everybody who takes part in a scene of genie's.
package enum GenieCast: Machine {
  case command(GenieCommand)
  case executor(GenieExecutor)
  case stop(GenieStop)
  case list(GenieList)

  package mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch self {
    case .command(var machine):
      machine.handle(input, &emit)
      self = .command(machine)
    case .executor(var machine):
      machine.handle(input, &emit)
      self = .executor(machine)
    case .stop(var machine):
      machine.handle(input, &emit)
      self = .stop(machine)
    case .list(var machine):
      machine.handle(input, &emit)
      self = .list(machine)
    }
  }

  package func fold(into digest: inout Digest) {
    switch self {
    case .command(let machine): machine.fold(into: &digest)
    case .executor(let machine): machine.fold(into: &digest)
    case .stop(let machine): machine.fold(into: &digest)
    case .list(let machine): machine.fold(into: &digest)
    }
  }
}
