import Operations

/// What was read of a stream.
public struct ForgeStreamReport: Hashable, Sendable, Foldable {
  /// Every entry, once, in the order of the source.
  public var entries: ForgeEntries
  /// Why it was over.
  public var end: End
  /// Where the session stood when it was over; nil when that could not be asked.
  public var status: ForgeStatus?
  /// How many connections it took.
  public var connectionCount: Int32
  /// How many entries were passed on.
  public var shownCount: Int32

  /// Why a stream was over.
  public enum End: UInt8, Hashable, Sendable {
    /// It was finished, which says nothing of success.
    case finished
    /// A diff was quiet, and nothing was to be waited for.
    case quiet
    /// Somebody interrupted it.
    case interrupted
    /// It was cut, refused or silent as often as the policy allows: there may be more.
    case cut
    /// The backend has no such log.
    case unknown
  }

  /// Folds all of it.
  public func fold(into digest: inout Digest) {
    entries.fold(into: &digest)
    digest.fold(UInt32(end.rawValue), status.map { UInt32($0.rawValue) + 1 } ?? 0)
    digest.fold(UInt32(bitPattern: connectionCount), UInt32(bitPattern: shownCount))
  }
}
