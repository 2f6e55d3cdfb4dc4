import Operations

/// One instance of claude-squad: a title, and what was made for it.
public struct SquadInstance: Hashable, Sendable, Foldable {
  /// What the person called it.
  public var title: Text
  /// Its branch.
  public var branch: Text
  /// Its worktree.
  public var worktree: Text

  /// Names an instance.
  public init(title: Text, branch: Text, worktree: Text) {
    self.title = title
    self.branch = branch
    self.worktree = worktree
  }

  /// Folds all of it.
  public func fold(into digest: inout Digest) {
    digest.fold(title)
    digest.fold(branch)
    digest.fold(worktree)
  }
}
