import Operations

/// The second half of a command of git that takes its time.
public enum GitEvent: Hashable, Sendable {
  /// `worktree add` has checked out its files.
  case addFinishes(attempt: UInt64)
}

extension GitEvent: Foldable {
  /// Folds the kind of event and what it is about.
  public func fold(into digest: inout Digest) {
    switch self {
    case .addFinishes(let attempt):
      digest.fold(1, 0)
      digest.fold(attempt)
    }
  }
}
