import Operations

/// Performs operations one after the other: whoever sets a scene with what only programs can do.
package struct Script: Machine {
  private let operations: [Operation]
  package private(set) var outcomes: [Outcome] = []
  private var next = 0

  package init(_ operations: [Operation]) {
    self.operations = operations
  }

  package mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch input {
    case .started: break
    case .outcome(_, let outcome): outcomes.append(outcome)
    case .message, .signal: return
    }
    guard next < operations.count else { return }
    emit.perform(operations[next], Tag(rawValue: UInt32(next)), limit: .seconds(60))
    next += 1
  }

  package func fold(into digest: inout Digest) {
    digest.fold(next)
  }
}
