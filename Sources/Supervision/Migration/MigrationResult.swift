import Operations

/// What came of a migration.
public enum MigrationResult: Hashable, Sendable {
  /// There is no session file, or nothing in it.
  case nothing
  /// What would become of each entry; nothing was written.
  case planned([MigrationEntry])
  /// What became of each entry.
  case migrated([MigrationEntry])
  /// It was finished before; nothing was changed.
  case alreadyMigrated
  /// It was taken back; so many sessions were removed from Forge.
  case rolledBack(removed: Int32)
  /// So many sessions are back in the session file; so many stay in Forge, where they may run.
  case broughtBack(count: Int32, kept: Int32)
  /// It was not begun, and nothing was changed.
  case refused(MigrationObstacle)
  /// It stopped half way; another run goes on from there.
  case interrupted(MigrationObstacle)
}

/// What stood in the way of a migration.
public enum MigrationObstacle: Hashable, Sendable {
  /// The argument is no order.
  case badOrder
  /// Another migration of the same directory runs.
  case anotherMigration
  /// The session file is no JSON: the offset of what is wrong.
  case notReadable(offset: Int)
  /// The session file was written by a later version.
  case newerVersion
  /// Forge does not answer.
  case forgeDown
  /// A migration to Forge was begun and has to be finished first.
  case migrationBegun
  /// A rollback was begun and has to be finished first.
  case rollbackBegun
  /// There is no journal of anything to take back.
  case nothingToRollBack
  /// The backup is not there, or is not of the file that the journal names.
  case backupLost
  /// The map of ids cannot be read.
  case badMap
  /// The session file was changed meanwhile by somebody else.
  case storeChanged
  /// A file could not be read or written; nil: there was no answer in time.
  case file(Errno?)
  /// The session store failed; nil: there was no answer in time.
  case store(StoreFailure?)
  /// A session could not be created, stopped or removed; so it was answered.
  case forge(ForgeObstacle)
}

extension MigrationObstacle: Foldable {
  /// Folds the kind and what belongs to it.
  public func fold(into digest: inout Digest) {
    switch self {
    case .badOrder: digest.fold(1, 0)
    case .anotherMigration: digest.fold(2, 0)
    case .notReadable(let offset): digest.fold(3, UInt32(clamping: offset))
    case .newerVersion: digest.fold(4, 0)
    case .forgeDown: digest.fold(5, 0)
    case .rollbackBegun: digest.fold(6, 0)
    case .nothingToRollBack: digest.fold(7, 0)
    case .migrationBegun: digest.fold(14, 0)
    case .backupLost: digest.fold(8, 0)
    case .badMap: digest.fold(9, 0)
    case .storeChanged: digest.fold(10, 0)
    case .file(let error): digest.fold(11, error.map { UInt32($0.rawValue) } ?? 0)
    case .store(let failure): digest.fold(12, failure.map { UInt32($0.rawValue) + 1 } ?? 0)
    case .forge(let obstacle):
      digest.fold(13, 0)
      obstacle.fold(into: &digest)
    }
  }
}

extension MigrationResult: Foldable {
  /// Folds the kind of result and what it carries.
  public func fold(into digest: inout Digest) {
    switch self {
    case .nothing: digest.fold(1, 0)
    case .planned(let entries), .migrated(let entries):
      if case .planned = self { digest.fold(2, 0) } else { digest.fold(3, 0) }
      for entry in entries { entry.fold(into: &digest) }
    case .alreadyMigrated: digest.fold(4, 0)
    case .rolledBack(let count): digest.fold(5, UInt32(bitPattern: count))
    case .broughtBack(let count, let kept):
      digest.fold(8, UInt32(bitPattern: count))
      digest.fold(Int64(kept))
    case .refused(let obstacle), .interrupted(let obstacle):
      if case .refused = self { digest.fold(6, 0) } else { digest.fold(7, 0) }
      obstacle.fold(into: &digest)
    }
  }
}
