import Operations

/// What a run has come to: its iterations and what breaks the circuit.
public struct IterationCounts: Hashable, Sendable, Foldable {
  /// The iteration that runs, from 1.
  public internal(set) var iteration = 0
  /// How many failed in a row.
  public internal(set) var failures = 0
  /// How many in a row left the context as it was.
  public internal(set) var unchangedContexts = 0
  /// How often a worker was started again.
  public internal(set) var restarts = 0
  private var context = Text.empty

  /// Makes the counts of a run that has not begun.
  public init() {}

  /// Takes the context as it is after an iteration; one that is not there says nothing.
  mutating func noteContext(_ content: Text?) {
    guard let content else { return }
    unchangedContexts = content == context ? unchangedContexts + 1 : 1
    context = content
  }

  /// Folds all of it.
  public func fold(into digest: inout Digest) {
    digest.fold(UInt32(iteration), UInt32(failures))
    digest.fold(UInt32(unchangedContexts), UInt32(restarts))
    digest.fold(context)
  }
}
