import Operations

extension GitRepositories {
  /// Traps with the first thing about the repositories that is not as it must be.
  ///
  /// Complexity: O(n squared) in the number of branches and worktrees of a repository.
  public func checkInvariants() {
    for repository in repositories {
      precondition(
        repository.worktrees.first?.path == repository.path, "no main worktree: \(repository.path)")
      for (number, branch) in repository.branches.enumerated() {
        precondition(
          repository.branch(branch.name) == number, "a branch twice: \(branch.name)")
        precondition(
          branch.commit >= 0 && branch.commit < commits.count, "a branch nowhere: \(branch.name)")
      }
      for (number, worktree) in repository.worktrees.enumerated() {
        precondition(
          repository.branch(worktree.branch) != nil, "a worktree of no branch: \(worktree)")
        for other in repository.worktrees[..<number] {
          precondition(
            other.path != worktree.path && other.branch != worktree.branch
              && other.admin != worktree.admin, "two worktrees in one: \(other) \(worktree)")
        }
      }
    }
    for (number, commit) in commits.enumerated() {
      precondition(
        commit.parent < number && commit.merged < number, "a commit before its parent: \(commit)")
    }
    for add in adds {
      precondition(repositories.indices.contains(add.repository), "an add to nothing: \(add)")
    }
  }
}

extension GitRepositories: Foldable {
  /// Folds branches and worktrees by their names, in no order, and the rest in the order it came.
  public func fold(into digest: inout Digest) {
    for repository in repositories {
      digest.fold(repository.path)
      var high: UInt64 = 0
      var low: UInt64 = 0
      for branch in repository.branches {
        var part = Digest()
        part.fold(branch.name)
        part.fold(Int(branch.commit))
        for file in branch.tree {
          part.fold(file.path)
          part.fold(file.content)
        }
        high &+= part.high
        low &+= part.low
      }
      for worktree in repository.worktrees {
        var part = Digest(seed: 1)
        part.fold(worktree.path)
        part.fold(worktree.branch)
        part.fold(worktree.admin)
        part.fold(worktree.isLocked ? 1 : 0, worktree.hasIndex ? 1 : 0)
        part.fold(worktree.lockReason)
        high &+= part.high
        low &+= part.low
      }
      digest.fold(high)
      digest.fold(low)
    }
    for commit in commits {
      digest.fold(UInt32(bitPattern: commit.parent), UInt32(bitPattern: commit.merged))
    }
    for add in adds {
      digest.fold(add.attempt)
      digest.fold(add.path)
      add.call.fold(into: &digest)
    }
    digest.fold(nextAttempt)
    digest.fold(UInt32(refusals), stageOfDeath.map { UInt32($0.rawValue) + 1 } ?? 0)
  }
}
