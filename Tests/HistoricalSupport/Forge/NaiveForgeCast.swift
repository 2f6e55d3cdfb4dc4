import Historical
import Operations

/// What runs in these universes.
package enum NaiveForgeCast: Machine {
  case naive(NaiveForge)
  case migration(ShippedMigration)
  case agent(Agent)

  /// Prints a line every 100 ms.
  package struct Agent: Sendable {
    let lineCount: Int32
    private(set) var printed: Int32 = 0

    init(lineCount: Int32) {
      self.lineCount = lineCount
    }

    mutating func handle(_ input: Input, _ emit: inout Emitter) {
      switch input {
      case .started, .outcome(_, .fired):
        if case .outcome = input {
          printed += 1
          let number = printed
          let line = emit.text { builder, _ in builder.add(number) }
          emit.perform(.process(.writeLine(line)), Tag(rawValue: 2))
        }
        if printed < lineCount {
          emit.perform(.timer(.milliseconds(100)), Tag(rawValue: 1))
        } else {
          emit.perform(.process(.exit(status: 0)), Tag(rawValue: 3))
        }
      case .signal:
        emit.perform(.process(.exit(status: 130)), Tag(rawValue: 3))
      case .outcome, .message: break
      }
    }
  }

  package mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch self {
    case .naive(var machine):
      machine.handle(input, &emit)
      self = .naive(machine)
    case .migration(var machine):
      machine.handle(input, &emit)
      self = .migration(machine)
    case .agent(var machine):
      machine.handle(input, &emit)
      self = .agent(machine)
    }
  }

  package func fold(into digest: inout Digest) {
    switch self {
    case .naive(let machine): machine.fold(into: &digest)
    case .migration(let machine): machine.fold(into: &digest)
    case .agent(let machine): digest.fold(Int64(machine.printed))
    }
  }
}
