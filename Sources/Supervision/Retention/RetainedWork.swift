import Lifecycle
import Operations

/// How far the work of a session has come, as its record tells.
public enum RetainedWork: UInt8, Hashable, Sendable, CaseIterable {
  /// It is not complete.
  case underWay
  /// It is complete: its pull request was merged, somebody has ended it, or its agent has ended by
  /// itself, with success, and its runner has written that down.
  case complete
  /// It has ended without being complete.
  case failed

  /// Reads it off a record.
  public init(_ document: SessionDocument) {
    guard let record = document.lifecycle.record else {
      self = .underWay
      return
    }
    let isMerged = record.pullRequest.state == .merged
    switch record.session.state {
    case .done: self = .complete
    case .idle where isMerged: self = .complete
    case .terminated:
      switch record.session.reason {
      case .manuallyKilled, .autoCleanup, .prMerged: self = .complete
      default: self = isMerged ? .complete : Self.ended(document) ?? .failed
      }
    default: self = Self.ended(document) ?? .underWay
    }
  }

  /// What the runner has written of its agent's end says, if it has.
  private static func ended(_ document: SessionDocument) -> RetainedWork? {
    guard let ending = document.runtime.ending else { return nil }
    return ending == .exited(0) ? .complete : .failed
  }
}
