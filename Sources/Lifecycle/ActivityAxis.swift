/// What the agent was last seen doing.
public enum ActivityState: UInt8, Word {
  case unknown
  case active, ready, idle, waitingInput, blocked, exited

  /// The name of this state; empty when nothing was seen yet.
  public var word: StaticString {
    switch self {
    case .unknown: ""
    case .active: "active"
    case .ready: "ready"
    case .idle: "idle"
    case .waitingInput: "waiting_input"
    case .blocked: "blocked"
    case .exited: "exited"
    }
  }
}

/// Who saw it.
public enum ActivitySource: UInt8, Word {
  case unknown
  case native, terminal, hook, runtime

  /// The name of this source; empty when nothing was seen yet.
  public var word: StaticString {
    switch self {
    case .unknown: ""
    case .native: "native"
    case .terminal: "terminal"
    case .hook: "hook"
    case .runtime: "runtime"
    }
  }
}

/// The activity axis of a record: what the agent was last seen doing, by whom and when.
public struct ActivityAxis: Hashable, Sendable {
  /// What the agent was doing.
  public var state: ActivityState
  /// Who saw it.
  public var source: ActivitySource
  /// When, in milliseconds; absent exactly while nothing was seen.
  public var lastActivityAt: Int?

  /// A sighting; without arguments, none.
  public init(
    _ state: ActivityState = .unknown, by source: ActivitySource = .unknown, at: Int? = nil
  ) {
    self.state = state
    self.source = source
    self.lastActivityAt = at
  }

  /// Whether the agent has given a sign of life that outweighs a reading of "dead" at `at`.
  ///
  /// An agent that waits for its user is silent for hours, so that its word does not age.
  public func isRecent(at: Int, withinMs recentMs: Int) -> Bool {
    switch state {
    case .waitingInput, .blocked: true
    case .unknown, .exited: false
    case .active, .ready, .idle:
      if let lastActivityAt { elapsed(from: lastActivityAt, to: at) <= recentMs } else { false }
    }
  }
}
