import Operations

/// The last write of a key that was committed, for a property to hold against what is there.
public struct AcknowledgedWrite: Hashable, Sendable, Foldable {
  /// The key.
  public var key: Text
  /// The revision that it got; that which was removed, for a removal.
  public var revision: Int64
  /// Whether it removed the record.
  public var isRemoval: Bool
  /// Who wrote.
  public var writer: ProcessIndex
  /// Which commit of the store it belonged to, counted from 1.
  public var commit: UInt64

  /// Folds all of it.
  public func fold(into digest: inout Digest) {
    digest.fold(key)
    digest.fold(revision)
    digest.fold(isRemoval ? 1 : 0, 0)
    writer.fold(into: &digest)
    digest.fold(commit)
  }
}

/// A write of a transaction that is not committed.
struct StagedWrite: Hashable, Sendable {
  var key: Text
  var value: Text
  /// What the key's revision will be; 0 when the record is removed.
  var revision: Int64
  /// The revision that was there, for a removal.
  var previous: Int64
}
