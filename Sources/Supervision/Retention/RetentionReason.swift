/// Why a session was put into its class.
public enum RetentionReason: UInt8, Hashable, Sendable, CaseIterable {
  // unknown
  case snapshotFailed, recordUnreadable, notSeen, firstMiss, snapshotsDiffer, placeUnrecorded
  case renamed, markUnreadable, processUnread, serverUnread, serverUnreachable, paneContradicts
  case clockUnread, endingUnread
  // foreign
  case noRecord, otherServer, otherSession, noMark, otherOwner, otherGeneration
  // active
  case busy, atWork, reactivated
  // stale
  case agentGone, runnerGone, endedBadly, sessionGone
  // completed-retained
  case attached, notMarked, windowOpen
  // safe-to-close
  case windowOver
  // gone
  case closed, nothingLeft

  /// The reason in words.
  public var words: StaticString {
    switch self {
    case .snapshotFailed: "the tmux server could not be asked"
    case .recordUnreadable: "the record cannot be read"
    case .notSeen: "neither a record nor a tmux session was seen"
    case .firstMiss: "only one of two looks has found it"
    case .snapshotsDiffer: "it has changed between two looks"
    case .placeUnrecorded: "the record does not say where it is"
    case .renamed: "somebody has renamed it"
    case .markUnreadable: "its mark is none that is written here"
    case .processUnread: "the agent or its runner could not be looked at"
    case .serverUnread: "the process of its tmux server could not be looked at"
    case .serverUnreachable: "its tmux server lives and cannot be reached"
    case .paneContradicts: "the pane and the process contradict one another"
    case .clockUnread: "the clock could not be read"
    case .endingUnread: "it has ended, and how is not known yet"
    case .noRecord: "no record names it"
    case .otherServer: "another tmux server answers, and has one of that name"
    case .otherSession: "another session has its name"
    case .noMark: "it does not carry the mark of an owner"
    case .otherOwner: "it carries the mark of another owner"
    case .otherGeneration: "it carries the mark of another generation"
    case .busy: "somebody is starting or ending it"
    case .atWork: "its agent is at work"
    case .reactivated: "somebody has marked it as active again"
    case .agentGone: "its agent is gone before the work was complete"
    case .runnerGone: "its runner is gone while the agent lives"
    case .endedBadly: "its agent has ended without completing the work"
    case .sessionGone: "its tmux session is gone before the work was complete"
    case .attached: "the work is complete, and somebody is attached"
    case .notMarked: "the work is complete, and it is not marked so yet"
    case .windowOpen: "the work is complete, and it is kept to be read"
    case .windowOver: "the work is complete, and it was kept for long enough"
    case .closed: "it was closed"
    case .nothingLeft: "nothing of it is left"
    }
  }
}

/// A class with its reason.
public struct RetentionDecision: Hashable, Sendable {
  /// What the session is.
  public var kind: RetentionClass
  /// Why.
  public var reason: RetentionReason

  /// Decides.
  public init(_ kind: RetentionClass, _ reason: RetentionReason) {
    self.kind = kind
    self.reason = reason
  }
}
