/// What can be asked of the session store: a database of records by key, one writer at a time.
public enum StoreOperation: Hashable, Sendable {
  /// Reads one record.
  case get(key: Text)
  /// Writes a record if its revision is still the expected one; 0 means that there must be none.
  case put(key: Text, value: Text, expected: Int64)
  /// Removes a record if its revision is still the expected one.
  case delete(key: Text, expected: Int64)
  /// Every record, in the order of the keys' bytes.
  case list
  /// `BEGIN IMMEDIATE`: takes the write lock or is told that another has it.
  case begin
  /// `COMMIT`: all of the caller's writes since `begin` become visible and durable at once.
  case commit
  /// `ROLLBACK`: none of them does.
  case rollBack
}

/// One record of the store.
public struct StoredRecord: Hashable, Sendable, Foldable {
  /// Its key.
  public var key: Text
  /// Its bytes.
  public var value: Text
  /// Rises by one with each write of the key.
  public var revision: Int64

  /// Makes a record.
  public init(key: Text, value: Text, revision: Int64) {
    self.key = key
    self.value = value
    self.revision = revision
  }

  /// Folds all of it.
  public func fold(into digest: inout Digest) {
    digest.fold(key)
    digest.fold(value)
    digest.fold(revision)
  }
}

/// What the store answered.
public enum StoreOutcome: Hashable, Sendable {
  /// It was done.
  case done
  /// The record.
  case record(StoredRecord)
  /// There is no such record.
  case absent
  /// It was written, and this is its revision now.
  case written(revision: Int64)
  /// The records.
  case listing(Listing)
  /// The revision was another one, so nothing was written.
  case conflict(revision: Int64)
  /// It failed.
  case failed(StoreFailure)
}

/// Why the store failed.
public enum StoreFailure: UInt8, Error, Hashable, Sendable {
  /// Another holds the write lock (SQLITE_BUSY).
  case busy
  /// The disk is full (SQLITE_FULL).
  case full
  /// A read or write of the disk failed (SQLITE_IOERR).
  case inputOutput
  /// The file is no database any more (SQLITE_CORRUPT).
  case corrupt
  /// `commit` or `rollBack` without `begin`, or a second `begin`.
  case misuse
  /// The store was written by a newer version of the program.
  case newerFormat
}
