/// What can be asked about pull requests.
public enum PullRequestOperation: Hashable, Sendable {
  /// What the host knows of a branch's pull request.
  case observe(branch: Text)
  /// Opens one.
  case create(branch: Text, title: Text)
}

/// Where a pull request stands.
public enum PullRequestState: UInt8, Hashable, Sendable {
  /// There is none.
  case none
  /// A draft.
  case draft
  /// Open.
  case open
  /// Merged.
  case merged
  /// Closed without a merge.
  case closed
}

/// What its checks say.
public enum CheckState: UInt8, Hashable, Sendable {
  /// There are none.
  case none
  /// They run.
  case pending
  /// They passed.
  case passing
  /// One failed.
  case failing
}

/// What its reviewers say.
public enum ReviewState: UInt8, Hashable, Sendable {
  /// Nobody was asked.
  case none
  /// Somebody was asked.
  case pending
  /// It was approved.
  case approved
  /// Changes were requested.
  case changesRequested
}

/// The facts of one pull request, as the host tells them.
public struct PullRequestFacts: Hashable, Sendable, Foldable {
  /// Where it stands.
  public var state: PullRequestState
  /// What the checks say.
  public var checks: CheckState
  /// What the reviewers say.
  public var review: ReviewState
  /// Its number.
  public var number: Int32
  /// Whether a person wrote a comment that nobody answered.
  public var hasHumanComment: Bool
  /// Whether a bot did.
  public var hasBotComment: Bool
  /// Whether the host would merge it now.
  public var isMergeable: Bool
  /// Whether it conflicts with its base.
  public var hasConflicts: Bool

  /// Makes the facts.
  public init(
    state: PullRequestState = .none, checks: CheckState = .none, review: ReviewState = .none,
    number: Int32 = 0, hasHumanComment: Bool = false, hasBotComment: Bool = false,
    isMergeable: Bool = false, hasConflicts: Bool = false
  ) {
    self.state = state
    self.checks = checks
    self.review = review
    self.number = number
    self.hasHumanComment = hasHumanComment
    self.hasBotComment = hasBotComment
    self.isMergeable = isMergeable
    self.hasConflicts = hasConflicts
  }

  /// Folds all of it.
  public func fold(into digest: inout Digest) {
    digest.fold(
      UInt32(state.rawValue) << 16 | UInt32(checks.rawValue) << 8 | UInt32(review.rawValue),
      UInt32(bitPattern: number))
    digest.fold(
      (hasHumanComment ? 1 : 0) | (hasBotComment ? 2 : 0),
      (isMergeable ? 1 : 0) | (hasConflicts ? 2 : 0))
  }
}

/// What the host answered.
public enum PullRequestOutcome: Hashable, Sendable {
  /// The facts, as old as the host's caches make them.
  case facts(PullRequestFacts)
  /// The host could not be asked: nothing is known.
  case notFetched
  /// It refused: there is one already, or nothing to merge.
  case refused
}
