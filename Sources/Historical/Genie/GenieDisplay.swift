import Operations

/// What genie's list shows of a session; derived from its record and two bare pids.
public enum GenieDisplay: Hashable, Sendable, Foldable {
  /// The executor's pid is somebody's.
  case running
  /// Only the runner's pid is somebody's.
  case pendingCompletion
  /// It exited with 0.
  case completed
  /// It exited otherwise; nil when the record does not say with what.
  case failed(Int32?)
  /// Neither pid is anybody's, and no exit was written.
  case stopped
  /// What the record says.
  case raw(GenieStatus?)

  /// Derives it.
  public init(_ entry: GenieEntry, executorIsAlive: Bool, runnerIsAlive: Bool) {
    switch (entry.status, executorIsAlive, runnerIsAlive) {
    case (.running, true, _): self = .running
    case (.running, false, true): self = .pendingCompletion
    case (.running, false, false):
      switch entry.exitCode {
      case 0: self = .completed
      case nil: self = .stopped
      case let code: self = .failed(code)
      }
    case (.completed, _, _), (.failed, _, _): self = .raw(entry.status)
    case (.starting, _, _), (.stopped, _, _), (.abandoned, _, _), (nil, _, _):
      self = executorIsAlive || runnerIsAlive ? .running : .raw(entry.status)
    }
  }

  /// Folds the kind and the number.
  public func fold(into digest: inout Digest) {
    switch self {
    case .running: digest.fold(1, 0)
    case .pendingCompletion: digest.fold(2, 0)
    case .completed: digest.fold(3, 0)
    case .failed(let code): digest.fold(4, UInt32(bitPattern: code ?? -1))
    case .stopped: digest.fold(5, 0)
    case .raw(let status): digest.fold(6, UInt32(status?.rawValue ?? 99))
    }
  }
}

extension GenieEntry {
  /// Whether the sweep of `list`, from rc.9 on, gives the session up.
  ///
  /// One that is starting is never given up; one of which only the runner is left is.
  public func isZombie(_ display: GenieDisplay, now: WallTime, ageMs: Int64) -> Bool {
    guard status == .running, display != .running, let lastUsed else { return false }
    return now.milliseconds - lastUsed.milliseconds > ageMs
  }
}
