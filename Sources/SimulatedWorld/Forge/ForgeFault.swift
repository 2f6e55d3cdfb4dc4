import Operations

/// What goes wrong with one request.
public enum ForgeFault: Hashable, Sendable, Foldable {
  /// The client gets this failure, although the effect may have happened.
  case failure(ForgeFailure, takesEffect: Bool)
  /// The client gets nothing at all, although the effect may have happened.
  case hang(takesEffect: Bool)
  /// The request reaches the backend so much later.
  case slow(Interval)

  /// Folds the kind of fault and what belongs to it.
  public func fold(into digest: inout Digest) {
    switch self {
    case .failure(let failure, let takesEffect):
      digest.fold(1, takesEffect ? 1 : 0)
      ForgeOutcome.failed(failure).fold(into: &digest)
    case .hang(let takesEffect):
      digest.fold(2, takesEffect ? 1 : 0)
    case .slow(let interval):
      digest.fold(3, 0)
      digest.fold(interval.nanoseconds)
    }
  }
}
