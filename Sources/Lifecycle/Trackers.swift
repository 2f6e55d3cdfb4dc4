/// The trackers of a session: one place for each reaction that can escalate, so that a state is one
/// flat value.
struct Trackers: Hashable, Sendable {
  private var agentIdle: Tracker?
  private var bugbotComments: Tracker?
  private var changesRequested: Tracker?
  private var ciFailed: Tracker?
  private var mergeConflicts: Tracker?

  /// The reactions that can escalate, in the order of their names.
  static let escalatable: [Reaction] = [
    .agentIdle, .bugbotComments, .changesRequested, .ciFailed, .mergeConflicts,
  ]

  /// The tracker of a reaction; a reaction that cannot escalate never has one.
  subscript(_ reaction: Reaction) -> Tracker? {
    get {
      switch reaction {
      case .agentIdle: agentIdle
      case .bugbotComments: bugbotComments
      case .changesRequested: changesRequested
      case .ciFailed: ciFailed
      case .mergeConflicts: mergeConflicts
      default: nil
      }
    }
    set {
      switch reaction {
      case .agentIdle: agentIdle = newValue
      case .bugbotComments: bugbotComments = newValue
      case .changesRequested: changesRequested = newValue
      case .ciFailed: ciFailed = newValue
      case .mergeConflicts: mergeConflicts = newValue
      default: break
      }
    }
  }

  /// Drops what a change of the record from one reaction to another has settled.
  mutating func settle(_ record: LifecycleRecord, before: Reaction?, after: Reaction?) {
    if record.hasNothingToEscalate {
      self = Trackers()
    } else if let before, before != after, before != .ciFailed {
      // A check that fails again after a fix is the same story: ci-failed goes on counting.
      self[before] = nil
    }
  }
}

extension LifecycleRecord {
  /// Whether no reaction of this session can need a person any more: the pull request is gone or
  /// has what it needs, or the session is over.
  fileprivate var hasNothingToEscalate: Bool {
    if !pullRequest.state.isActive || session.state.isTerminal { return true }
    let isSettled = pullRequest.reason == .approved || pullRequest.reason == .mergeReady
    return pullRequest.state == .open && isSettled
  }
}
