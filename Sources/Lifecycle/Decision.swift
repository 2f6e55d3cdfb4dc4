/// What was made of an event, with the evidence that it rests on.
///
/// It is a plain value; the words for it are only made when somebody reads them.
public enum Decision: Hashable, Sendable {
  /// A request to spawn.
  case spawn(SpawnDecision)
  /// The runtime was created, and with it a generation.
  case runtimeCreated(generation: Int)
  /// A runtime was created for a session that nobody knows.
  case runtimeOfUnknownSession
  /// A look at the runtime.
  case liveness(LivenessDecision)
  /// A sighting of activity.
  case activity(ActivityDecision)
  /// A look at the pull request.
  case pullRequest(PullRequestDecision)
  /// The session was ended on request.
  case killed(KillReason)
  /// Escalations that were due, and how many.
  case escalated(count: Int)
  /// Nothing, and why.
  case ignored(Ignored)

  /// Why an event changes nothing.
  public enum Ignored: Hashable, Sendable {
    /// Nobody knows the session.
    case unknownSession
    /// The observation is of a runtime that has been replaced, or is being replaced.
    case olderGeneration(Int, than: Int)
    /// The sighting cannot be trusted.
    case untrusted(Confidence)
    /// The host of the repository could not be asked.
    case notFetched
    /// There is no pull request.
    case noPullRequest
  }

  /// Whether this decision refuses what was asked for.
  public var isRejection: Bool {
    switch self {
    case .spawn(.refused), .runtimeOfUnknownSession: true
    default: false
    }
  }
}
