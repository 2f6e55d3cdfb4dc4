import Operations

/// What genie's launcher has told its user; its exit status is 0 for every one but the last two.
public enum GenieVerdict: Hashable, Sendable, Foldable {
  /// A session's id, and how long it took by the wall clock.
  ///
  /// From rc.21 on it is the launcher's own record that is found, whatever became of the runner.
  case reported(id: Text, afterMs: Int64)
  /// The record had no id and was at an end.
  case failedToStart(GenieStatus, afterMs: Int64)
  /// Nothing was found.
  case timedOut(afterMs: Int64)
  /// An exception ended the launcher; nil for a call that did not come back.
  case threw(Errno?)
  /// No agent was named.
  case misused

  /// Folds the kind and what it says.
  public func fold(into digest: inout Digest) {
    switch self {
    case .reported(let id, let afterMs):
      digest.fold(1, 0)
      digest.fold(id)
      digest.fold(afterMs)
    case .failedToStart(let status, let afterMs):
      digest.fold(2, UInt32(status.rawValue))
      digest.fold(afterMs)
    case .timedOut(let afterMs):
      digest.fold(3, 0)
      digest.fold(afterMs)
    case .threw(let errno): digest.fold(4, UInt32(errno?.rawValue ?? 0))
    case .misused: digest.fold(5, 0)
    }
  }
}
