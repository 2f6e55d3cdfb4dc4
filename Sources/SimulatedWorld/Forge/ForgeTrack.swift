import Operations

/// One sequence of entries within a journal: a log, or the changes of a worktree.
struct ForgeTrack: Hashable, Sendable {
  /// The place of its first entry; -1 for none.
  var first: Int32 = -1
  /// The place of its last entry; -1 for none.
  var last: Int32 = -1
  /// How many entries it has.
  var count: Int32 = 0
  /// The fingerprint of all entries, so that no fold has to read them again.
  var digest = Digest()
}
