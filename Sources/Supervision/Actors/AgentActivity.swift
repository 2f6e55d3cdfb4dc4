import Lifecycle

/// What an agent says that it is doing, as the number of its message.
public enum AgentActivity: UInt8, Hashable, Sendable, CaseIterable {
  /// It works.
  case active
  /// It has done what it was asked to.
  case ready
  /// It has nothing to do.
  case idle
  /// It waits for an answer.
  case waitingInput
  /// It cannot go on.
  case blocked
  /// It is about to end.
  case exited

  /// The same in the words of the lifecycle.
  public var state: ActivityState {
    switch self {
    case .active: .active
    case .ready: .ready
    case .idle: .idle
    case .waitingInput: .waitingInput
    case .blocked: .blocked
    case .exited: .exited
    }
  }
}
