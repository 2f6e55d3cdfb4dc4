import Operations

/// The three shapes that genie's file had.
public enum GenieFormat: UInt8, Hashable, Sendable {
  /// `{version: 1, agents: {AGENT: entry}}`.
  case agents = 1
  /// `{version: 2, sessions: {ID: entry}}`.
  case sessionsByID = 2
  /// `{version: 3, sessions: {NAME: entry}}`.
  case sessionsByName = 3
}

/// What `sessions.json` holds, as a process of genie has it in its memory.
///
/// Every process reads the file once when it begins and writes all of what it has read back at
/// each save: whatever others wrote in between is gone.
public struct GenieStore: Hashable, Sendable, Foldable {
  /// One record under its key.
  public struct Record: Hashable, Sendable {
    /// The key.
    public var key: Text
    /// The record.
    public var entry: GenieEntry
  }

  /// The shape it has in memory, and will have in the file.
  public var format: GenieFormat
  /// The records in the order of their keys in the file.
  public private(set) var records: [Record] = []

  /// An empty store.
  public init(_ format: GenieFormat) {
    self.format = format
  }

  /// The record under a key.
  public subscript(key: Text) -> GenieEntry? {
    records.first { $0.key == key }?.entry
  }

  /// Puts a record under a key, in the place of the one that was there.
  public mutating func put(_ entry: GenieEntry, under key: Text) {
    if let place = records.firstIndex(where: { $0.key == key }) {
      records[place].entry = entry
    } else {
      records.append(Record(key: key, entry: entry))
    }
  }

  /// The first record that a person means by an id, a key or a name, as `view` and `stop` look.
  public func find(_ words: Text) -> Record? {
    records.first { $0.key == words || $0.entry.sessionID == words }
      ?? records.first { $0.entry.name == words }
  }

  /// Folds the shape and every record in order.
  public func fold(into digest: inout Digest) {
    digest.fold(UInt32(format.rawValue), UInt32(records.count))
    for record in records {
      digest.fold(record.key)
      record.entry.fold(into: &digest)
    }
  }
}
