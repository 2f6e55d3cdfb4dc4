/// What a record of automagik-genie says of its session.
public enum GenieStatus: UInt8, Hashable, Sendable, CaseIterable {
  /// Written before anything was started.
  case starting
  /// A process was started.
  case running
  /// The executor exited with 0.
  case completed
  /// The executor exited otherwise, or could not be started.
  case failed
  /// Somebody called `stop`.
  case stopped
  /// The sweep of `list` gave it up.
  case abandoned

  /// The word in the file.
  public var word: StaticString {
    switch self {
    case .starting: "starting"
    case .running: "running"
    case .completed: "completed"
    case .failed: "failed"
    case .stopped: "stopped"
    case .abandoned: "abandoned"
    }
  }
}
