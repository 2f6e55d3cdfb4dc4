/// Where a session is in its life.
public enum SessionState: UInt8, Word {
  case notStarted, working, idle, needsInput, stuck, detecting, done, terminated

  /// The name of this state.
  public var word: StaticString {
    switch self {
    case .notStarted: "not_started"
    case .working: "working"
    case .idle: "idle"
    case .needsInput: "needs_input"
    case .stuck: "stuck"
    case .detecting: "detecting"
    case .done: "done"
    case .terminated: "terminated"
    }
  }

  /// Whether the session is over; only a restore leaves such a state.
  public var isTerminal: Bool { self == .done || self == .terminated }
}

/// Why a session is in its state.
public enum SessionReason: UInt8, Word {
  case unspecified
  case spawnRequested, agentAcknowledged, taskInProgress, prCreated, fixingCI
  case resolvingReviewComments, awaitingUserInput, awaitingExternalReview, researchComplete
  case mergedWaitingDecision, manuallyKilled, prMerged, autoCleanup
  case runtimeLost, agentProcessExited, probeFailure, errorInProcess

  /// The name of this reason; empty when there is none.
  public var word: StaticString {
    switch self {
    case .unspecified: ""
    case .spawnRequested: "spawn_requested"
    case .agentAcknowledged: "agent_acknowledged"
    case .taskInProgress: "task_in_progress"
    case .prCreated: "pr_created"
    case .fixingCI: "fixing_ci"
    case .resolvingReviewComments: "resolving_review_comments"
    case .awaitingUserInput: "awaiting_user_input"
    case .awaitingExternalReview: "awaiting_external_review"
    case .researchComplete: "research_complete"
    case .mergedWaitingDecision: "merged_waiting_decision"
    case .manuallyKilled: "manually_killed"
    case .prMerged: "pr_merged"
    case .autoCleanup: "auto_cleanup"
    case .runtimeLost: "runtime_lost"
    case .agentProcessExited: "agent_process_exited"
    case .probeFailure: "probe_failure"
    case .errorInProcess: "error_in_process"
    }
  }

  /// Whether this reason was inferred from readings of the runtime.
  public var isLiveness: Bool {
    self == .runtimeLost || self == .agentProcessExited || self == .probeFailure
  }
}

/// The session axis of a record.
public struct SessionAxis: Hashable, Sendable {
  /// Where the session is in its life.
  public var state: SessionState
  /// Why it is there.
  public var reason: SessionReason

  /// A state with its reason.
  public init(_ state: SessionState, _ reason: SessionReason) {
    self.state = state
    self.reason = reason
  }

  /// Whether readings of the runtime put the session where it is, so that only they, or stronger
  /// facts, may take it out again.
  public var isLivenessOwned: Bool { state == .detecting || reason.isLiveness }

  /// Whether the session's life is in doubt, and a quarantine therefore has to be kept.
  public var isInDoubt: Bool { state == .detecting || (state == .stuck && reason.isLiveness) }
}
