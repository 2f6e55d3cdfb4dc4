/// Names the rows of an answer that has many; the one who gets it reads them in its turn.
///
/// The rows stand in the context that hands over the outcome and are gone when the turn ends.
public struct Listing: Hashable, Sendable {
  /// Where the context keeps the rows.
  public var slot: UInt32
  /// How many rows there are.
  public var count: UInt32

  /// Names `count` rows at a slot.
  public init(slot: UInt32, count: UInt32) {
    self.slot = slot
    self.count = count
  }
}

/// One row of a listing.
public enum Row: Hashable, Sendable, Foldable {
  /// A name: of a file, a branch, an option.
  case name(Text)
  /// A process.
  case process(ProcessFacts)
  /// A tmux pane with all that `list-panes -F` was asked for.
  case pane(PaneFacts)
  /// A tmux session.
  case session(SessionFacts)
  /// A git worktree.
  case worktree(WorktreeFacts)
  /// A record of the store.
  case record(StoredRecord)
  /// A task of Forge.
  case forgeTask(ForgeTask)
  /// A task attempt of Forge.
  case forgeAttempt(ForgeAttempt)
  /// An execution process of Forge.
  case forgeProcess(ForgeProcess)
  /// A question to a person that waits in Forge.
  case forgeApproval(ForgeApproval)

  /// Folds the kind of row and the row.
  public func fold(into digest: inout Digest) {
    switch self {
    case .name(let name):
      digest.fold(0, 0)
      digest.fold(name)
    case .process(let facts):
      digest.fold(1, 0)
      facts.fold(into: &digest)
    case .pane(let facts):
      digest.fold(2, 0)
      facts.fold(into: &digest)
    case .session(let facts):
      digest.fold(3, 0)
      facts.fold(into: &digest)
    case .worktree(let facts):
      digest.fold(4, 0)
      facts.fold(into: &digest)
    case .record(let record):
      digest.fold(5, 0)
      record.fold(into: &digest)
    case .forgeTask(let task):
      digest.fold(6, 0)
      task.fold(into: &digest)
    case .forgeAttempt(let attempt):
      digest.fold(7, 0)
      attempt.fold(into: &digest)
    case .forgeProcess(let process):
      digest.fold(8, 0)
      process.fold(into: &digest)
    case .forgeApproval(let approval):
      digest.fold(9, 0)
      approval.fold(into: &digest)
    }
  }
}
