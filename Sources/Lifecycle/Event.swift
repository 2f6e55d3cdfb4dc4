/// A fact, with the time at which it became one.
public struct Event: Hashable, Sendable {
  /// The time, in milliseconds of the clock in charge.
  public var at: Int
  /// What happened.
  public var kind: Kind

  /// A fact at a time.
  public init(at: Int, _ kind: Kind) {
    self.at = at
    self.kind = kind
  }

  /// What can happen to a session, as far as its lifecycle is concerned.
  public enum Kind: Hashable, Sendable {
    /// Somebody asks for the session, or for a session that is over to be restored.
    case spawnInitiated
    /// The runtime has been created.
    case spawnCompleted(Handles)
    /// Somebody looked at the runtime and the agent's process.
    case runtimeObserved(RuntimeObservation)
    /// The agent's activity was seen, or was looked for in vain.
    case activitySignalled(ActivitySignal)
    /// Somebody asked the host of the repository about the pull request.
    case scmObserved(SCMObservation)
    /// Somebody wants the session ended.
    case killRequested(KillReason)
    /// Time has passed, and an escalation may be due.
    case escalationTick
  }

  /// The name of this event.
  public var type: EventType {
    switch kind {
    case .spawnInitiated: .spawnInitiated
    case .spawnCompleted: .spawnCompleted
    case .runtimeObserved: .runtimeObserved
    case .activitySignalled: .activitySignalled
    case .scmObserved: .scmObserved
    case .killRequested: .killRequested
    case .escalationTick: .escalationTick
    }
  }
}

/// The kinds of events by name.
public enum EventType: UInt8, Word {
  case spawnInitiated, spawnCompleted, runtimeObserved, activitySignalled, scmObserved
  case killRequested, escalationTick

  /// The name of this kind.
  public var word: StaticString {
    switch self {
    case .spawnInitiated: "spawn_initiated"
    case .spawnCompleted: "spawn_completed"
    case .runtimeObserved: "runtime_observed"
    case .activitySignalled: "activity_signalled"
    case .scmObserved: "scm_observed"
    case .killRequested: "kill_requested"
    case .escalationTick: "escalation_tick"
    }
  }
}
