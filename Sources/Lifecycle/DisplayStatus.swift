/// What a user is shown of a session: one word derived from the whole record.
public enum DisplayStatus: UInt8, Word {
  case spawning, working, idle, needsInput, stuck, detecting
  case draft, prOpen, ciFailed, changesRequested, reviewPending, approved, mergeable, merged
  case done, killed, cleanup, errored, terminated

  /// The name of this status.
  public var word: StaticString {
    switch self {
    case .spawning: "spawning"
    case .working: "working"
    case .idle: "idle"
    case .needsInput: "needs_input"
    case .stuck: "stuck"
    case .detecting: "detecting"
    case .draft: "draft"
    case .prOpen: "pr_open"
    case .ciFailed: "ci_failed"
    case .changesRequested: "changes_requested"
    case .reviewPending: "review_pending"
    case .approved: "approved"
    case .mergeable: "mergeable"
    case .merged: "merged"
    case .done: "done"
    case .killed: "killed"
    case .cleanup: "cleanup"
    case .errored: "errored"
    case .terminated: "terminated"
    }
  }
}

extension LifecycleRecord {
  /// What a user is shown of this session.
  ///
  /// What needs somebody's attention comes before the pull request, which comes before ordinary
  /// work.
  public var status: DisplayStatus {
    switch session.state {
    case .done: .done
    case .terminated: Self.statusOfTerminated(session.reason)
    case .needsInput: .needsInput
    case .stuck: .stuck
    case .detecting: .detecting
    case .notStarted: .spawning
    case .idle: Self.status(of: pullRequest) ?? .idle
    case .working: Self.status(of: pullRequest) ?? .working
    }
  }

  private static func statusOfTerminated(_ reason: SessionReason) -> DisplayStatus {
    switch reason {
    case .manuallyKilled, .runtimeLost, .agentProcessExited: .killed
    case .autoCleanup, .prMerged: .cleanup
    case .errorInProcess, .probeFailure: .errored
    default: .terminated
    }
  }

  private static func status(of pullRequest: PullRequestAxis) -> DisplayStatus? {
    switch (pullRequest.state, pullRequest.reason) {
    case (.absent, _), (.closed, _): nil
    case (.merged, _): .merged
    case (_, .ciFailing): .ciFailed
    case (.draft, _): .draft
    case (.open, .changesRequested), (.open, .botComments): .changesRequested
    case (.open, .approved): .approved
    case (.open, .mergeReady): .mergeable
    case (.open, .reviewPending): .reviewPending
    case (.open, _): .prOpen
    }
  }
}
