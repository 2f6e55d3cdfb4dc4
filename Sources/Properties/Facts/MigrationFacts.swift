import Operations
import Simulation

/// How the migration of an old store stands.
///
/// The bookkeeper makes it when the first migration begins, with a line for each entry of the old
/// file as it was then.
public struct MigrationFacts: Hashable, Sendable {
  /// The sessions of the old store, in their order.
  public var entries: [Entry]
  /// How many times a migration has said that all is done.
  public var finishedCount = 0
  /// What of files, store and Forge another migration has changed after one that was done; set when
  /// that one says that it is done as well.
  public var changedAfterwards: [Text] = []
  /// The migration that spoke last.
  public var by = ActorID.none

  /// A migration that has just begun.
  public init(entries: [Entry]) { self.entries = entries }

  /// A session of the old store.
  public struct Entry: Hashable, Sendable {
    /// Its id there.
    public var id: Text
    /// What the migration says that it became of it.
    public var fate: Fate
    /// How many of it there are where it is said to be: tasks, lines of the archive, entries of the
    /// old store.
    public var copyCount: Int

    /// A session that nothing was done with.
    public init(id: Text, fate: Fate = .untold, copyCount: Int = 0) {
      self.id = id
      self.fate = fate
      self.copyCount = copyCount
    }
  }

  /// What a migration says of a session.
  public enum Fate: UInt8, Hashable, Sendable {
    /// Nothing.
    case untold
    /// It is in the new store.
    case migrated
    /// It is in the archive.
    case archived
    /// It was left where it is, with a reason.
    case skipped
    /// It is back in the old store.
    case restored
  }
}
