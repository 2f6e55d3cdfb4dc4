/// Why somebody wants a session ended.
public enum KillReason: UInt8, Word {
  case manual, cleanup, error

  /// The name of this reason.
  public var word: StaticString {
    switch self {
    case .manual: "manual"
    case .cleanup: "cleanup"
    case .error: "error"
    }
  }

  /// What a kill for this reason leaves on the session axis.
  var session: SessionAxis {
    switch self {
    case .manual: SessionAxis(.terminated, .manuallyKilled)
    case .cleanup: SessionAxis(.terminated, .autoCleanup)
    case .error: SessionAxis(.terminated, .errorInProcess)
    }
  }

  /// What it leaves on the runtime axis.
  var runtime: RuntimeAxis {
    switch self {
    case .manual: RuntimeAxis(.exited, .manualKillRequested)
    case .cleanup: RuntimeAxis(.exited, .autoCleanup)
    case .error: RuntimeAxis(.exited, .probeError)
    }
  }
}
