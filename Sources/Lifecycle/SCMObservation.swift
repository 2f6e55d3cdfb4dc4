/// What the host of the repository says of the session's pull request.
public struct SCMObservation: Hashable, Sendable {
  /// Whether the host could be asked at all; if not, the rest says nothing.
  public var fetched: Bool
  /// The state of the pull request.
  public var state: PullRequestState
  /// Whether it is marked as a draft.
  public var draft: Bool
  /// Its number.
  public var number: Int
  /// Its address.
  public var url: String
  /// How its checks stand.
  public var ci: CIState
  /// How its review stands.
  public var review: ReviewState
  /// Whether it could be merged; all false when the host does not know.
  public var mergeability: Mergeability
  /// Whose comments wait for an answer.
  public var comments: Comments
  /// The end of the log of the failing check, for the agent to read; empty when there is none.
  public var ciFailureLogTail: String
  /// The generation of the runtime at the time of asking, if the observer knows.
  public var generation: Int?

  /// An observation; what is left out is unknown.
  public init(
    fetched: Bool = true, state: PullRequestState, draft: Bool = false, number: Int = 0,
    url: String = "", ci: CIState = .absent, review: ReviewState = .absent,
    mergeability: Mergeability = [], comments: Comments = [], ciFailureLogTail: String = "",
    generation: Int? = nil
  ) {
    self.fetched = fetched
    self.state = state
    self.draft = draft
    self.number = number
    self.url = url
    self.ci = ci
    self.review = review
    self.mergeability = mergeability
    self.comments = comments
    self.ciFailureLogTail = ciFailureLogTail
    self.generation = generation
  }
}
