import Operations

/// A task and the newest of its attempts.
struct ForgeTaskRecord: ForgeRecord {
  /// What clients see of it.
  var row: ForgeTask
  /// Its newest attempt; 0 for none.
  var newestAttempt: UInt64 = 0

  var id: UInt64 { row.id }

  /// Folds all of it.
  func fold(into digest: inout Digest) {
    row.fold(into: &digest)
    digest.fold(newestAttempt)
  }
}
