import Operations

/// What becomes, or became, of one entry of the old file.
public struct MigrationEntry: Hashable, Sendable, Foldable {
  /// The session's id in the old file; one that was made up for an entry without.
  public var oldID: Text
  /// Its run key in Forge.
  public var key: Text
  /// Its name, which no other that goes on has.
  public var name: Text
  /// What becomes of it.
  public var fate: Fate
  /// Its task in Forge; 0 for none.
  public var task: UInt64 = 0
  /// Its attempt in Forge; 0 for none.
  public var attempt: UInt64 = 0

  /// What can become of an entry.
  public enum Fate: UInt8, Hashable, Sendable, CaseIterable {
    /// It goes on in Forge.
    case toForge
    /// It names an attempt in Forge already, and stays as it is.
    case inForge
    /// A process of it lives, or may live: it stays as it is until that has ended.
    case live
    /// It ended too long ago.
    case tooOld
    /// Its status is none that goes on: stopped, abandoned, orphaned, or an unknown one.
    case otherStatus
    /// Nothing readable says when it was used.
    case noTime
    /// An entry before it has the same id.
    case duplicateID
    /// It is no session at all.
    case noSession

    /// Whether it goes into the archive.
    public var isArchived: Bool {
      switch self {
      case .toForge, .inForge, .live: false
      case .tooOld, .otherStatus, .noTime, .duplicateID, .noSession: true
      }
    }

    /// The word for it in the journal and the archive.
    public var word: StaticString {
      switch self {
      case .toForge: "to Forge"
      case .inForge: "in Forge already"
      case .live: "live"
      case .tooOld: "too old"
      case .otherStatus: "other status"
      case .noTime: "no time"
      case .duplicateID: "duplicate id"
      case .noSession: "no session"
      }
    }
  }

  /// Folds all of it.
  public func fold(into digest: inout Digest) {
    digest.fold(oldID)
    digest.fold(key)
    digest.fold(name)
    digest.fold(UInt64(fate.rawValue))
    digest.fold(task)
    digest.fold(attempt)
  }
}
