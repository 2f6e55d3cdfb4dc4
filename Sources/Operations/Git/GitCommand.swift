/// The commands of git that the machines need, each run in a repository by its path.
public enum GitCommand: Hashable, Sendable {
  /// `git worktree add -b BRANCH PATH BASE`, or `git worktree add PATH BRANCH` for one that exists.
  case addWorktree(repository: Text, path: Text, branch: Text, base: Text, newBranch: Bool)
  /// `git worktree list --porcelain`.
  case listWorktrees(repository: Text)
  /// `git worktree remove [--force] PATH`: without force it refuses a tree with changes.
  case removeWorktree(repository: Text, path: Text, force: Bool)
  /// `git worktree prune`: forgets the worktrees whose folder is gone.
  case pruneWorktrees(repository: Text)
  /// `git worktree lock PATH`.
  case lockWorktree(repository: Text, path: Text)
  /// `git status --porcelain` in a worktree.
  case status(path: Text)
  /// `git add -A` and `git commit` in a worktree.
  case commit(path: Text, message: Text)
  /// `git branch --list`.
  case listBranches(repository: Text)
  /// `git branch -d|-D NAME`: without force it refuses one that is not merged.
  case deleteBranch(repository: Text, name: Text, force: Bool)
}

/// One row of `git worktree list`.
public struct WorktreeFacts: Hashable, Sendable, Foldable {
  /// Where it is.
  public var path: Text
  /// The branch that is checked out there.
  public var branch: Text
  /// Whether it was locked against removal.
  public var isLocked: Bool
  /// Whether its folder is gone.
  public var isPrunable: Bool

  /// Makes a row.
  public init(path: Text, branch: Text, isLocked: Bool, isPrunable: Bool) {
    self.path = path
    self.branch = branch
    self.isLocked = isLocked
    self.isPrunable = isPrunable
  }

  /// Folds all of it.
  public func fold(into digest: inout Digest) {
    digest.fold(path)
    digest.fold(branch)
    digest.fold(isLocked ? 1 : 0, isPrunable ? 1 : 0)
  }
}

/// What git came back with.
public enum GitOutcome: Hashable, Sendable {
  /// Status 0.
  case done
  /// Status 0: how many paths have changes, tracked and untracked.
  case changes(tracked: Int32, untracked: Int32)
  /// Status 0 and rows.
  case listing(Listing)
  /// It failed; the subject is what the message names, the other its second name.
  case failed(GitFailure)
}
