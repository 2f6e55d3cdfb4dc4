/// What a sighting of the agent's activity changes.
public struct ActivityDecision: Hashable, Sendable {
  /// What the agent was doing.
  public var activity: ActivityState
  /// Who saw it.
  public var source: ActivitySource
  /// What follows for the session.
  public var outcome: Outcome

  /// What can follow for the session from a sighting.
  public enum Outcome: Hashable, Sendable {
    /// The session goes where the activity says.
    case moved(SessionAxis, leavesQuarantine: Bool)
    /// The session is over; only the activity axis is refreshed.
    case alreadyOver
    /// Readings of the runtime put the session where it is, and a sighting does not outweigh them.
    case ownedByLiveness
    /// This activity says nothing of the session.
    case saysNothing
  }

  /// Decides on a valid sighting.
  public static func on(_ signal: ActivitySignal, of record: LifecycleRecord) -> ActivityDecision {
    ActivityDecision(
      activity: signal.activity, source: signal.source,
      outcome: outcome(of: signal.activity, for: record.session))
  }

  private static func outcome(of activity: ActivityState, for session: SessionAxis) -> Outcome {
    guard let target = SessionAxis(calledForBy: activity) else { return .saysNothing }
    if session.state.isTerminal { return .alreadyOver }
    if session.state == .detecting { return .moved(target, leavesQuarantine: true) }
    return session.isLivenessOwned ? .ownedByLiveness : .moved(target, leavesQuarantine: false)
  }

  /// Writes the decision into the record.
  func apply(to record: inout LifecycleRecord, at: Int) {
    record.activity = ActivityAxis(activity, by: source, at: at)
    guard case .moved(let session, let leavesQuarantine) = outcome else { return }
    record.session = session
    if leavesQuarantine { record.quarantine = nil }
  }
}

extension SessionAxis {
  /// Where an activity puts a session, if it says anything of it.
  ///
  /// An agent that was seen to exit says nothing: whether its session is over is for the readings
  /// of its runtime to say.
  init?(calledForBy activity: ActivityState) {
    switch activity {
    case .active: self.init(.working, .taskInProgress)
    case .ready: self.init(.idle, .researchComplete)
    case .idle: self.init(.idle, .unspecified)
    case .waitingInput: self.init(.needsInput, .awaitingUserInput)
    case .blocked: self.init(.stuck, .awaitingUserInput)
    case .exited, .unknown: return nil
    }
  }
}
