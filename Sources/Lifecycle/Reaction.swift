/// What is done about a session when its record comes to call for it.
///
/// The order is that of the names, which is also the order in which escalations that are due at the
/// same time fire.
public enum Reaction: UInt8, Word {
  case agentExited, agentIdle, agentNeedsInput, agentStuck, allComplete, approvedAndGreen
  case bugbotComments, changesRequested, ciFailed, mergeConflicts, prClosed

  /// The name of this reaction.
  public var word: StaticString {
    switch self {
    case .agentExited: "agent-exited"
    case .agentIdle: "agent-idle"
    case .agentNeedsInput: "agent-needs-input"
    case .agentStuck: "agent-stuck"
    case .allComplete: "all-complete"
    case .approvedAndGreen: "approved-and-green"
    case .bugbotComments: "bugbot-comments"
    case .changesRequested: "changes-requested"
    case .ciFailed: "ci-failed"
    case .mergeConflicts: "merge-conflicts"
    case .prClosed: "pr-closed"
    }
  }

  /// What this reaction does.
  public var plan: ReactionPlan {
    switch self {
    case .ciFailed: .send(retriesMax: 2, escalateAfterMs: nil, .action)
    case .changesRequested, .bugbotComments:
      .send(retriesMax: nil, escalateAfterMs: 30 * 60_000, .action)
    case .mergeConflicts: .send(retriesMax: nil, escalateAfterMs: 15 * 60_000, .action)
    case .agentIdle: .send(retriesMax: 2, escalateAfterMs: 15 * 60_000, .warning)
    case .approvedAndGreen, .prClosed: .notify(.action)
    case .agentStuck, .agentNeedsInput, .agentExited: .notify(.urgent)
    case .allComplete: .notify(.info)
    }
  }
}

/// What a reaction does.
public enum ReactionPlan: Hashable, Sendable {
  /// The user is told.
  case notify(Priority)
  /// The agent is sent something to work on; after so many attempts, or so much time, the user is
  /// told instead.
  case send(retriesMax: Int?, escalateAfterMs: Int?, Priority)
}

/// How much a notice presses.
public enum Priority: UInt8, Word {
  case info, action, warning, urgent

  /// The name of this priority.
  public var word: StaticString {
    switch self {
    case .info: "info"
    case .action: "action"
    case .warning: "warning"
    case .urgent: "urgent"
    }
  }
}

extension LifecycleRecord {
  /// What this record calls for, if anything.
  public var reaction: Reaction? {
    switch (pullRequest.state, pullRequest.reason) {
    case (.closed, _): return .prClosed
    case (.open, .botComments), (.draft, .botComments): return .bugbotComments
    case (.open, .mergeConflicts), (.draft, .mergeConflicts): return .mergeConflicts
    default: break
    }
    switch status {
    case .ciFailed: return .ciFailed
    case .changesRequested: return .changesRequested
    case .approved, .mergeable: return .approvedAndGreen
    case .idle: return .agentIdle
    case .stuck: return .agentStuck
    case .needsInput: return .agentNeedsInput
    case .killed: return .agentExited
    case .merged: return .allComplete
    default: return nil
    }
  }
}
