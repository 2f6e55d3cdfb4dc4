import Operations

extension GitRepositories {
  mutating func listWorktrees(
    of place: Int, _ files: inout FileSystem, _ moment: inout Moment
  ) -> Listing {
    let texts = moment.texts
    // The main worktree first, the others by their admin folders, as git reads them.
    let order = repositories[place].worktrees.indices.sorted { left, right in
      guard left > 0, right > 0 else { return left == 0 && right > 0 }
      let worktrees = repositories[place].worktrees
      return texts.isOrdered(worktrees[left].path, before: worktrees[right].path)
    }
    moment.beginRows()
    for number in order {
      let worktree = repositories[place].worktrees[number]
      let isPrunable = number > 0 && !worktree.isLocked && isMissing(worktree, &files, &moment)
      moment.rows.append(
        .worktree(
          WorktreeFacts(
            path: worktree.path, branch: worktree.branch, isLocked: worktree.isLocked,
            isPrunable: isPrunable)))
    }
    return moment.listing()
  }

  mutating func remove(
    _ given: Text, force: Bool, in place: Int, _ files: inout FileSystem, _ moment: inout Moment
  ) throws(GitFailure) {
    let number = try find(given, in: place, &files, &moment)
    guard number > 0 else { throw GitFailure(.mainWorktree, given) }
    let worktree = repositories[place].worktrees[number]
    guard !worktree.isLocked else { throw GitFailure(.isLocked, given, worktree.lockReason) }
    var isRefused = false
    if files.kind(of: worktree.path, &moment) != nil {
      guard !isMissing(worktree, &files, &moment) else {
        throw GitFailure(.linkFileMissing, worktree.path)
      }
      let spot = Spot(repository: place, worktree: number)
      if !force, case .changes(let tracked, let untracked) = status(of: spot, &files, &moment),
        tracked > 0 || untracked > 0
      {
        throw GitFailure(.hasChanges, given)
      }
      isRefused = refusals > 0
      if isRefused { refusals -= 1 } else { files.erase(worktree.path, &moment) }
    }
    unregister(number, in: place, &files, &moment)
    if isRefused { throw GitFailure(.removalFailed, given) }
  }

  mutating func prune(_ place: Int, _ files: inout FileSystem, _ moment: inout Moment) {
    var number = repositories[place].worktrees.count - 1
    while number > 0 {
      let worktree = repositories[place].worktrees[number]
      if !worktree.isLocked, isMissing(worktree, &files, &moment) {
        unregister(number, in: place, &files, &moment)
      }
      number -= 1
    }
  }

  mutating func lock(
    _ given: Text, in place: Int, _ files: inout FileSystem, _ moment: inout Moment
  ) throws(GitFailure) {
    let number = try find(given, in: place, &files, &moment)
    guard number > 0 else { throw GitFailure(.mainWorktreeLock, given) }
    guard !repositories[place].worktrees[number].isLocked else {
      throw GitFailure(.alreadyLocked, given)
    }
    repositories[place].worktrees[number].isLocked = true
    let admin = repositories[place].worktrees[number].admin
    files.put(join(admin, "/locked", &moment), .empty, &moment)
  }

  /// Takes the lock of a worktree away, as `worktree unlock` or a removed file `locked` would.
  @discardableResult
  public mutating func unlock(
    _ given: Text, in repository: Text, _ files: inout FileSystem, _ moment: inout Moment
  ) -> Bool {
    guard let place = repositories.firstIndex(where: { $0.path == repository }),
      let number = try? find(given, in: place, &files, &moment)
    else { return false }
    repositories[place].worktrees[number].isLocked = false
    repositories[place].worktrees[number].lockReason = .empty
    let admin = repositories[place].worktrees[number].admin
    files.erase(join(admin, "/locked", &moment), &moment)
    return true
  }

  private mutating func unregister(
    _ number: Int, in place: Int, _ files: inout FileSystem, _ moment: inout Moment
  ) {
    files.erase(repositories[place].worktrees[number].admin, &moment)
    repositories[place].worktrees.remove(at: number)
  }

  private func find(
    _ given: Text, in place: Int, _ files: inout FileSystem, _ moment: inout Moment
  ) throws(GitFailure) -> Int {
    let path = files.wholePath(given, &moment)
    guard let number = repositories[place].worktrees.firstIndex(where: { $0.path == path }) else {
      throw GitFailure(.notAWorktree, given)
    }
    return number
  }

  private func isMissing(
    _ worktree: Repository.Worktree, _ files: inout FileSystem, _ moment: inout Moment
  ) -> Bool {
    files.kind(of: join(worktree.path, "/.git", &moment), &moment) == nil
  }
}
