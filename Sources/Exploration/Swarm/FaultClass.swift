import Lifecycle

/// The classes of what goes wrong on purpose.
///
/// In a run each of them lives or does not.
public enum FaultClass: UInt8, Word {
  // To one who acts

  /// Somebody's process is killed, and perhaps started again.
  case crash
  /// Somebody's process stands still for a while.
  case stall
  /// Somebody's process gets a signal that it may catch.
  case signal
  /// Somebody's program takes long to start.
  case slowStart
  /// Somebody is started once more with the same words.
  case duplicate
  /// Somebody dies at an operation: before its effect, before its answer, or after it.
  case crashAtCall
  /// An operation takes effect, or is answered, late.
  case lateCall
  /// An operation is never answered.
  case silentCall
  /// Somebody stands still after an operation.
  case pauseAtCall
  /// An operation takes effect twice.
  case doubleCall
  /// An operation fails.
  case failingCall
  // To what runs for somebody

  /// An agent or worker dies.
  case agentDeath
  /// What runs an agent dies.
  case runnerDeath
  /// What runs an agent takes long to start.
  case slowRunner
  /// A pane dies.
  case paneDeath
  /// Somebody kills a tmux session.
  case sessionKill
  /// Somebody leaves work where it is nowhere else.
  case work

  // To all

  /// Pids are used again.
  case pidReuse
  /// Strangers have the names, or names that begin alike.
  case strangers
  /// The tmux server dies.
  case serverDeath
  /// The tmux server dies, and another is there with the same names.
  case serverRestart
  /// The tmux server stands still for a while.
  case serverStall
  /// Calls of tmux fail.
  case serverErrors
  /// Somebody's settings of tmux are others.
  case tmuxSettings
  /// The store is busy, full or broken for a while.
  case store
  /// A worktree cannot be added as it should be, or not be removed.
  case git
  /// The disk is full, or files are torn.
  case disk
  /// The wall clock steps.
  case clock
  /// The machine sleeps.
  case sleep
  /// The power fails.
  case power

  // To Forge and the host of pull requests

  /// A request to Forge goes wrong.
  case forgeRequest
  /// The backend crashes and comes back.
  case forgeCrash
  /// The backend cannot start what it is asked for.
  case forgeStart
  /// Streams are cut.
  case streams
  /// What is known of pull requests is late, old or nothing.
  case pullRequests

  /// The word for it.
  public var word: StaticString {
    switch self {
    case .crash: "crash"
    case .stall: "stall"
    case .signal: "signal"
    case .slowStart: "slow-start"
    case .duplicate: "duplicate"
    case .crashAtCall: "crash-at-call"
    case .lateCall: "late-call"
    case .silentCall: "silent-call"
    case .pauseAtCall: "pause-at-call"
    case .doubleCall: "double-call"
    case .failingCall: "failing-call"
    case .agentDeath: "agent-death"
    case .runnerDeath: "runner-death"
    case .slowRunner: "slow-runner"
    case .paneDeath: "pane-death"
    case .sessionKill: "session-kill"
    case .work: "work"
    case .pidReuse: "pid-reuse"
    case .strangers: "strangers"
    case .serverDeath: "server-death"
    case .serverRestart: "server-restart"
    case .serverStall: "server-stall"
    case .serverErrors: "server-errors"
    case .tmuxSettings: "tmux-settings"
    case .store: "store"
    case .git: "git"
    case .disk: "disk"
    case .clock: "clock"
    case .sleep: "sleep"
    case .power: "power"
    case .forgeRequest: "forge-request"
    case .forgeCrash: "forge-crash"
    case .forgeStart: "forge-start"
    case .streams: "streams"
    case .pullRequests: "pull-requests"
    }
  }

  /// Whether it strikes one system and leaves the others alone, so that only that one has to claim
  /// that it survives it.
  public var strikesOne: Bool { rawValue <= Self.work.rawValue }
}
