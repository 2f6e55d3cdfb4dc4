import Lifecycle

/// The properties by their names in files.
public enum PropertyName: UInt8, Word {
  case oneSessionPerRun, noFalseTimeout, creationWithin, identityIsOne, noLostUpdate
  case failedProbeIsNotDeath, oneAuthorityForDeath, terminalStaysTerminal, statusIsDerived
  case reactionsAreCurrent, noFlapping, workIsKept, isolatedWorktrees, resumeKeepsContext
  case stopIsConfirmed, streamsAreComplete, migrationIsLossless, retentionIsReadable, closeIsSafe
  case deathIsNoticed, backgroundSurvives, namesAreSettled, oneRunnerPerRoot, lockIsRecovered
  case neverTheWrongTarget, noOrphans, restartsAreBounded, converges, deterministic

  /// The name of this property.
  public var word: StaticString {
    switch self {
    case .oneSessionPerRun: "one-session-per-run"
    case .noFalseTimeout: "no-false-timeout"
    case .creationWithin: "creation-within"
    case .identityIsOne: "identity-is-one"
    case .noLostUpdate: "no-lost-update"
    case .failedProbeIsNotDeath: "failed-probe-is-not-death"
    case .oneAuthorityForDeath: "one-authority-for-death"
    case .terminalStaysTerminal: "terminal-stays-terminal"
    case .statusIsDerived: "status-is-derived"
    case .reactionsAreCurrent: "reactions-are-current"
    case .noFlapping: "no-flapping"
    case .workIsKept: "work-is-kept"
    case .isolatedWorktrees: "isolated-worktrees"
    case .resumeKeepsContext: "resume-keeps-context"
    case .stopIsConfirmed: "stop-is-confirmed"
    case .streamsAreComplete: "streams-are-complete"
    case .migrationIsLossless: "migration-is-lossless"
    case .retentionIsReadable: "retention-is-readable"
    case .closeIsSafe: "close-is-safe"
    case .deathIsNoticed: "death-is-noticed"
    case .backgroundSurvives: "background-survives"
    case .namesAreSettled: "names-are-settled"
    case .oneRunnerPerRoot: "one-runner-per-root"
    case .lockIsRecovered: "lock-is-recovered"
    case .neverTheWrongTarget: "never-the-wrong-target"
    case .noOrphans: "no-orphans"
    case .restartsAreBounded: "restarts-are-bounded"
    case .converges: "converges"
    case .deterministic: "deterministic"
    }
  }
}
