/// What is known of the terminal session, or container, that the agent runs in.
public enum RuntimeState: UInt8, Word {
  case unknown, alive, exited, missing, probeFailed

  /// The name of this state.
  public var word: StaticString {
    switch self {
    case .unknown: "unknown"
    case .alive: "alive"
    case .exited: "exited"
    case .missing: "missing"
    case .probeFailed: "probe_failed"
    }
  }
}

/// How that is known.
public enum RuntimeReason: UInt8, Word {
  case unspecified
  case spawnIncomplete, processRunning, processMissing, tmuxMissing, manualKillRequested
  case prMergedCleanup, autoCleanup, probeError

  /// The name of this reason; empty when there is none.
  public var word: StaticString {
    switch self {
    case .unspecified: ""
    case .spawnIncomplete: "spawn_incomplete"
    case .processRunning: "process_running"
    case .processMissing: "process_missing"
    case .tmuxMissing: "tmux_missing"
    case .manualKillRequested: "manual_kill_requested"
    case .prMergedCleanup: "pr_merged_cleanup"
    case .autoCleanup: "auto_cleanup"
    case .probeError: "probe_error"
    }
  }
}

/// The runtime axis of a record.
public struct RuntimeAxis: Hashable, Sendable {
  /// What is known of the runtime.
  public var state: RuntimeState
  /// How it is known.
  public var reason: RuntimeReason

  /// A state with its reason.
  public init(_ state: RuntimeState, _ reason: RuntimeReason) {
    self.state = state
    self.reason = reason
  }
}
