extension GitCommand: Foldable {
  /// The kind of operation.
  public var verb: Verb {
    switch self {
    case .addWorktree: .gitAddWorktree
    case .listWorktrees: .gitListWorktrees
    case .removeWorktree: .gitRemoveWorktree
    case .pruneWorktrees: .gitPruneWorktrees
    case .lockWorktree: .gitLockWorktree
    case .status: .gitStatus
    case .commit: .gitCommit
    case .listBranches: .gitListBranches
    case .deleteBranch: .gitDeleteBranch
    }
  }

  /// Folds the kind and what it is given.
  public func fold(into digest: inout Digest) {
    digest.fold(UInt64(verb.rawValue))
    switch self {
    case .addWorktree(
      repository: let repository, path: let path, branch: let branch, base: let base,
      newBranch: let newBranch):
      digest.fold(repository)
      digest.fold(path)
      digest.fold(branch)
      digest.fold(base)
      digest.fold(newBranch ? 1 : UInt64(0))
    case .listWorktrees(repository: let repository):
      digest.fold(repository)
    case .removeWorktree(repository: let repository, path: let path, force: let force):
      digest.fold(repository)
      digest.fold(path)
      digest.fold(force ? 1 : UInt64(0))
    case .pruneWorktrees(repository: let repository):
      digest.fold(repository)
    case .lockWorktree(repository: let repository, path: let path):
      digest.fold(repository)
      digest.fold(path)
    case .status(path: let path):
      digest.fold(path)
    case .commit(path: let path, message: let message):
      digest.fold(path)
      digest.fold(message)
    case .listBranches(repository: let repository):
      digest.fold(repository)
    case .deleteBranch(repository: let repository, name: let name, force: let force):
      digest.fold(repository)
      digest.fold(name)
      digest.fold(force ? 1 : UInt64(0))
    }
  }
}
