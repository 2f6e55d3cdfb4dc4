import Operations

/// Something that the world does by itself, some time after what led to it.
public enum WorldEvent: Hashable, Sendable {
  /// A plain program, one that no machine stands for, ends.
  case programEnds(ProcessIndex, Ending)
  /// The first process gets round to reaping an orphan.
  case orphanReaped(ProcessIndex)
  /// A process that waited for a child to end runs again.
  case waitReturns(CallID)
  /// Something within tmux.
  case tmux(TmuxEvent)
  /// The second half of a write.
  case file(FileEvent)
  /// Something within Forge.
  case forge(ForgeEvent)
  /// The second half of a slow command of git.
  case git(GitEvent)
  /// The late answer of a slow store.
  case store(StoreEvent)
}

extension WorldEvent: Foldable {
  /// Folds the kind of event and what it is about.
  public func fold(into digest: inout Digest) {
    switch self {
    case .programEnds(let process, let ending):
      digest.fold(1, 0)
      process.fold(into: &digest)
      ending.fold(into: &digest)
    case .orphanReaped(let process):
      digest.fold(2, 0)
      process.fold(into: &digest)
    case .waitReturns(let call):
      digest.fold(8, 0)
      call.fold(into: &digest)
    case .tmux(let event):
      digest.fold(3, 0)
      event.fold(into: &digest)
    case .file(let event):
      digest.fold(4, 0)
      event.fold(into: &digest)
    case .forge(let event):
      digest.fold(5, 0)
      event.fold(into: &digest)
    case .git(let event):
      digest.fold(6, 0)
      event.fold(into: &digest)
    case .store(let event):
      digest.fold(7, 0)
      event.fold(into: &digest)
    }
  }
}
