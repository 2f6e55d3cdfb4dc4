import Operations

/// Asks after the first process, by turns with `kill -0` and by reading its `stat`.
///
/// It is the lightest operation that the world performs: what the kernel itself costs.
struct ProbeMachine: Machine {
  private(set) var count: UInt64 = 0

  mutating func handle(_ input: Input, _ emit: inout Emitter) {
    count += 1
    if count & 1 == 0 {
      emit.perform(.process(.probe(pid: 1)), Tag(rawValue: 1))
    } else {
      emit.perform(.process(.inspect(pid: 1)), Tag(rawValue: 1))
    }
  }

  func fold(into digest: inout Digest) {
    digest.fold(count)
  }
}
