import Operations

/// An attempt, with the links to its runs and to the attempt before it.
struct ForgeAttemptRecord: ForgeRecord {
  let id: UInt64
  /// Its task.
  let task: UInt64
  /// Its branch.
  var branch: Text
  /// Where its worktree belongs.
  var worktree: Text
  /// Whether the row names the worktree already.
  var hasContainer = false
  /// The attempt of the same task before this one; 0 for none.
  var older: UInt64
  /// Its first run; 0 for none.
  var oldestRun: UInt64 = 0
  /// Its last run; 0 for none.
  var newestRun: UInt64 = 0
  /// The follow-up that somebody has begun to write.
  var draft = Text.empty
  /// The changed files, as the diff stream tells them.
  var diff = ForgeTrack()

  /// Folds all of it.
  func fold(into digest: inout Digest) {
    digest.fold(id)
    digest.fold(task)
    digest.fold(branch)
    digest.fold(worktree)
    digest.fold(older)
    digest.fold(oldestRun)
    digest.fold(newestRun)
    digest.fold(draft)
    digest.fold(hasContainer ? 1 : 0, UInt32(bitPattern: diff.count))
    digest.fold(diff.digest)
  }
}
