/// What became of the session's pull request.
public enum PullRequestState: UInt8, Word {
  case absent, draft, open, merged, closed

  /// The name of this state.
  public var word: StaticString {
    switch self {
    case .absent: "none"
    case .draft: "draft"
    case .open: "open"
    case .merged: "merged"
    case .closed: "closed"
    }
  }

  /// Whether the pull request can still be worked on.
  public var isActive: Bool { self == .open || self == .draft }
}

/// What the pull request waits for, or how it ended.
public enum PullRequestReason: UInt8, Word {
  case notCreated, inProgress, ciFailing, reviewPending, changesRequested, botComments
  case mergeConflicts, approved, mergeReady, merged, closedUnmerged, clearedOnRestore

  /// The name of this reason.
  public var word: StaticString {
    switch self {
    case .notCreated: "not_created"
    case .inProgress: "in_progress"
    case .ciFailing: "ci_failing"
    case .reviewPending: "review_pending"
    case .changesRequested: "changes_requested"
    case .botComments: "bot_comments"
    case .mergeConflicts: "merge_conflicts"
    case .approved: "approved"
    case .mergeReady: "merge_ready"
    case .merged: "merged"
    case .closedUnmerged: "closed_unmerged"
    case .clearedOnRestore: "cleared_on_restore"
    }
  }

  /// Whether this reason can stand beside that state.
  func fits(_ state: PullRequestState) -> Bool {
    switch self {
    case .notCreated, .clearedOnRestore: state == .absent
    case .merged: state == .merged
    case .closedUnmerged: state == .closed
    default: state.isActive
    }
  }
}

/// The pull request axis of a record.
public struct PullRequestAxis: Hashable, Sendable {
  /// What became of the pull request.
  public var state: PullRequestState
  /// What it waits for, or how it ended.
  public var reason: PullRequestReason
  /// Its number at the host; 0 while there is none.
  public var number: Int
  /// Its address; empty while there is none.
  public var url: String

  /// A pull request as observed.
  public init(
    _ state: PullRequestState, _ reason: PullRequestReason, number: Int = 0, url: String = ""
  ) {
    self.state = state
    self.reason = reason
    self.number = number
    self.url = url
  }
}
