import Operations

/// One session, as the store and the backend know it.
public struct ForgeListEntry: Hashable, Sendable, Foldable {
  /// The run key; empty for a task that was made without one.
  public var key: Text
  /// The task; 0 when the backend has none.
  public var task: UInt64
  /// Who knows of it.
  public var knownTo: Side
  /// Where its task stands; nil when the backend has none.
  public var taskStatus: ForgeTaskStatus?
  /// How far the store's record has come; nil without one.
  public var phase: ForgeSession.Phase?

  /// Who knows of a session.
  public enum Side: UInt8, Hashable, Sendable {
    /// Both do, and they agree.
    case both
    /// Only the store: its task is not there, or not yet.
    case storeOnly
    /// Only the backend: somebody made it without a record, or it arrived after it was given up.
    case backendOnly
    /// One more task for a key that has one.
    case duplicate
    /// The store's record cannot be read.
    case unreadable
  }

  /// Folds all of it.
  public func fold(into digest: inout Digest) {
    digest.fold(key)
    digest.fold(task)
    digest.fold(
      UInt32(knownTo.rawValue) << 8 | (phase.map { UInt32($0.rawValue) + 1 } ?? 0),
      taskStatus.map { UInt32($0.rawValue) + 1 } ?? 0)
  }
}
