import Operations

extension GitRepositories {
  mutating func commit(
    _ spot: Spot, _ files: inout FileSystem, _ moment: inout Moment
  ) throws(GitFailure) {
    let worktree = repositories[spot.repository].worktrees[spot.worktree]
    let lock = join(worktree.admin, "/index.lock", &moment)
    guard files.kind(of: lock, &moment) == nil else { throw GitFailure(.lockHeld, lock) }
    guard files.room > 0, !files.isReadOnly else { throw GitFailure(.noSpace, lock) }
    guard let branch = repositories[spot.repository].branch(worktree.branch) else {
      throw GitFailure(.invalidReference, worktree.branch)
    }
    let tree = snapshot(below: worktree.path, files, &moment)
    guard tree != repositories[spot.repository].branches[branch].tree else {
      throw GitFailure(.nothingToCommit)
    }
    let reference = referenceLock(worktree.branch, in: spot.repository, &moment)
    guard files.kind(of: reference, &moment) == nil else { throw GitFailure(.lockHeld, reference) }
    commits.append(Commit(parent: repositories[spot.repository].branches[branch].commit))
    repositories[spot.repository].branches[branch].commit = Int32(commits.count - 1)
    repositories[spot.repository].branches[branch].tree = tree
    repositories[spot.repository].worktrees[spot.worktree].hasIndex = true
  }

  mutating func listBranches(of place: Int, _ moment: inout Moment) -> Listing {
    let texts = moment.texts
    let names = repositories[place].branches.map(\.name)
    moment.beginRows()
    for name in names.sorted(by: { texts.isOrdered($0, before: $1) }) {
      moment.rows.append(.name(name))
    }
    return moment.listing()
  }

  mutating func deleteBranch(
    _ name: Text, force: Bool, in place: Int, _ files: inout FileSystem, _ moment: inout Moment
  ) throws(GitFailure) {
    guard let number = repositories[place].branch(name) else {
      throw GitFailure(.branchNotFound, name)
    }
    if let user = repositories[place].user(of: name) {
      throw GitFailure(.branchCheckedOut, name, user.path)
    }
    if !force, let head = repositories[place].branch(repositories[place].worktrees[0].branch) {
      let branches = repositories[place].branches
      guard isAncestor(branches[number].commit, of: branches[head].commit) else {
        throw GitFailure(.notMerged, name)
      }
    }
    let lock = referenceLock(name, in: place, &moment)
    guard files.kind(of: lock, &moment) == nil else {
      throw GitFailure(.referenceNotDeleted, name, lock)
    }
    repositories[place].branches.remove(at: number)
  }

  /// The file that whoever changes a branch holds.
  func referenceLock(_ branch: Text, in place: Int, _ moment: inout Moment) -> Text {
    moment.builder.clear()
    moment.builder.add(repositories[place].worktrees[0].admin, from: moment.texts)
    moment.builder.add("/refs/heads/")
    moment.builder.add(branch, from: moment.texts)
    moment.builder.add(".lock")
    return moment.texts.text(moment.builder)
  }

  private func isAncestor(_ commit: Int32, of head: Int32) -> Bool {
    var left = [head]
    while let next = left.popLast() {
      if next == commit { return true }
      // Numbers rise from parents to children, so that nothing older can lead there.
      guard next > commit else { continue }
      left.append(commits[Int(next)].parent)
      if commits[Int(next)].merged >= 0 { left.append(commits[Int(next)].merged) }
    }
    return false
  }
}
