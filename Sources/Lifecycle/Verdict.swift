/// What one look at the runtime is taken to mean.
public enum Verdict: Hashable, Sendable {
  /// The session lives.
  case healthy
  /// The readings contradict one another, or a probe failed.
  case ambiguous(SessionReason)
  /// Nothing speaks for life any more.
  case dead(SessionReason)

  /// A verdict without its reason.
  public enum Kind: UInt8, Hashable, Sendable {
    /// The session lives.
    case healthy
    /// It cannot be told.
    case ambiguous
    /// Nothing speaks for life any more.
    case dead
  }

  /// This verdict without its reason.
  public var kind: Kind {
    switch self {
    case .healthy: .healthy
    case .ambiguous: .ambiguous
    case .dead: .dead
    }
  }

  /// The verdict on a pair of readings, beside the agent's own signs of life.
  public static func on(
    runtime: Reading, process: Reading, recentActivity: Bool, corrections: Corrections
  ) -> Verdict {
    let runtimeIsCleanlyDead = runtime == .dead && corrections.contains(.c5)
    if runtime == .failed || (process == .failed && !runtimeIsCleanlyDead) {
      return .ambiguous(.probeFailure)
    }
    switch runtime {
    case .alive:
      if process != .dead { return .healthy }
      let agentIsGone = !recentActivity && corrections.contains(.c6)
      return agentIsGone ? .dead(.agentProcessExited) : .ambiguous(.agentProcessExited)
    case .dead:
      if process == .alive || recentActivity { return .ambiguous(.runtimeLost) }
      let deathIsClear = process == .dead || corrections.contains(.c5)
      return deathIsClear ? .dead(.runtimeLost) : .ambiguous(.runtimeLost)
    case .indeterminate, .failed:
      return .ambiguous(.runtimeLost)
    }
  }
}
