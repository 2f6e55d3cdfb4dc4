import Lifecycle

/// What an agent says that it is doing.
///
/// In the number of its message it is the lowest byte; the others tell the runtime that it is said
/// in by the nonce, so that what is said late is not taken for news of a runtime that came after.
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

  /// Reads it out of the number of a message.
  public init?(number: UInt64) {
    self.init(rawValue: UInt8(truncatingIfNeeded: number))
  }

  /// The number that says it in the runtime of a nonce.
  public func number(in nonce: UInt64) -> UInt64 {
    nonce << 8 | UInt64(rawValue)
  }

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
