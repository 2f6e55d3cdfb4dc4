import Operations

/// How a run ends.
public enum DeskEnding: Hashable, Sendable {
  /// The verifier said so; exit status 0.
  case complete
  /// A record said so before the run began; exit status 0.
  case alreadyComplete
  /// A record said so before the iteration began.
  case alreadyBlocked
  /// With a record that says why.
  case blocked(BlockReason)
  /// The iterations, or the time of one, are used up.
  case timedOut(Limit)
  /// It could not do its work, though nothing of it died.
  case unable(Obstacle)
  /// It was told to end.
  case signalled(Signal)
  /// The root is another's; nothing was touched.
  case refused(LockResult)

  /// What was used up.
  public enum Limit: UInt8, Hashable, Sendable {
    /// `max_iter`.
    case iterations
    /// The time of an iteration, with all its extensions.
    case iterationTime
  }

  /// What it could not do.
  public enum Obstacle: UInt8, Hashable, Sendable {
    /// Make a session.
    case session
    /// Write the files of an iteration.
    case files
    /// Type into a pane.
    case keys
    /// Start a worker again.
    case restart
  }

  /// The status that the process exits with.
  public var exitStatus: UInt8 {
    switch self {
    case .complete, .alreadyComplete: 0
    case .alreadyBlocked, .blocked, .timedOut, .unable, .signalled, .refused: 1
    }
  }

  /// `phase` and `last_result` of the status file.
  var words: (phase: StaticString, result: StaticString) {
    switch self {
    case .complete, .alreadyComplete: ("complete", "pass")
    case .alreadyBlocked: ("blocked", "blocked")
    case .blocked(let reason): ("blocked", reason.category.word)
    case .timedOut(.iterations): ("timeout", "max_iter")
    case .timedOut(.iterationTime): ("timeout", "iter_timeout")
    case .unable(.session): ("idle", "start_failed")
    case .unable(.files): ("idle", "write_failed")
    case .unable(.keys): ("idle", "send_failed")
    case .unable(.restart): ("idle", "restart_failed")
    case .signalled: ("idle", "interrupted")
    case .refused: ("idle", "refused")
    }
  }

  /// Folds the kind and what it carries.
  func fold(into digest: inout Digest) {
    switch self {
    case .complete: digest.fold(1, 0)
    case .alreadyComplete: digest.fold(2, 0)
    case .alreadyBlocked: digest.fold(3, 0)
    case .blocked(let reason):
      digest.fold(4, 0)
      reason.fold(into: &digest)
    case .timedOut(let limit): digest.fold(5, UInt32(limit.rawValue))
    case .unable(let obstacle): digest.fold(6, UInt32(obstacle.rawValue))
    case .signalled(let signal): digest.fold(7, UInt32(signal.rawValue))
    case .refused: digest.fold(8, 0)
    }
  }
}
