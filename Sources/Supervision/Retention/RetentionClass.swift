/// What the tmux session of a worker is to those who would clean up.
public enum RetentionClass: UInt8, Hashable, Sendable, CaseIterable {
  /// Somebody works in it, or is about to.
  case active
  /// Its work is complete, and it is kept on purpose.
  case completedRetained
  /// Its work is not complete, and nobody works on it any more.
  case stale
  /// Its work is complete, and the time for which it was kept is over.
  case safeToClose
  /// It is not the one that the record means, or no record means it.
  case foreign
  /// It cannot be told.
  case unknown
  /// There is a record, and nothing is left of its tmux session.
  case gone

  /// The word for it in the answers of `status`.
  public var word: StaticString {
    switch self {
    case .active: "active"
    case .completedRetained: "completed-retained"
    case .stale: "stale"
    case .safeToClose: "safe-to-close"
    case .foreign: "foreign"
    case .unknown: "unknown"
    case .gone: "gone"
    }
  }
}
