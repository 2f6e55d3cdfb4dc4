/// What a look at the pull request changes.
public struct PullRequestDecision: Hashable, Sendable {
  /// The state that the pull request is in.
  public var state: PullRequestState
  /// The reason that goes with it.
  public var reason: PullRequestReason
  /// Whether the session is over, so that only the pull request axis is refreshed.
  public var isAlreadyOver: Bool

  /// Decides on a pull request that was found.
  public static func on(
    _ observation: SCMObservation, of record: LifecycleRecord
  ) -> PullRequestDecision {
    let state: PullRequestState =
      observation.state == .open && observation.draft ? .draft : observation.state
    return PullRequestDecision(
      state: state, reason: PullRequestReason(of: observation),
      isAlreadyOver: record.session.state.isTerminal)
  }

  /// Where the end of the pull request puts the session; nowhere while the pull request is active.
  var session: SessionAxis? {
    switch state {
    case .merged: SessionAxis(.idle, .mergedWaitingDecision)
    case .closed: SessionAxis(.idle, .awaitingUserInput)
    case .absent, .draft, .open: nil
    }
  }

  /// Writes the decision into the record.
  func apply(
    _ observation: SCMObservation, to record: inout LifecycleRecord, corrections: Corrections
  ) {
    record.pullRequest = PullRequestAxis(
      state, reason, number: observation.number, url: observation.url)
    guard let session, !isAlreadyOver else { return }
    record.session = session
    if corrections.contains(.c2) { record.quarantine = nil }
  }
}

extension PullRequestReason {
  /// What the pull request waits for, by the first that applies, or how it ended.
  init(of observation: SCMObservation) {
    switch observation.state {
    case .merged: self = .merged
    case .closed: self = .closedUnmerged
    case .absent: self = .notCreated
    case .open, .draft: self.init(ofActive: observation)
    }
  }

  private init(ofActive observation: SCMObservation) {
    let isDraft = observation.draft || observation.state == .draft
    if observation.ci == .failing {
      self = .ciFailing
    } else if isDraft {
      self = .inProgress
    } else if observation.review == .changesRequested || observation.comments.contains(.human) {
      self = .changesRequested
    } else if observation.comments.contains(.bot) {
      self = .botComments
    } else if observation.mergeability.saysConflicts {
      self = .mergeConflicts
    } else if observation.mergeability.contains(.mergeable) {
      self = .mergeReady
    } else if observation.review == .approved {
      self = .approved
    } else if observation.review == .pending {
      self = .reviewPending
    } else {
      self = .inProgress
    }
  }
}
