import Operations

/// The branches and worktrees that Forge makes, by name: the seam to git.
///
/// It knows which names are taken and nothing of what they hold. Whoever joins Forge to a
/// repository answers these questions from there.
public struct ForgeCheckouts: Sendable, Foldable {
  /// The branches that there are, in the order of their fingerprints.
  private(set) var branches: [Text] = []
  /// The directories that there are, in the order of their fingerprints.
  private(set) var directories: [Directory] = []
  /// The branches that one may begin from; any when there are none.
  private(set) var bases: [Text] = []

  /// A directory among the worktrees.
  struct Directory: Hashable, Sendable {
    /// Its path.
    var path: Text
    /// The attempt that it was made for; 0 for somebody else's.
    var attempt: UInt64
  }

  /// Whether a branch of that name exists.
  public func hasBranch(_ name: Text) -> Bool {
    let place = firstBranch(notBelow: name)
    return place < branches.count && branches[place] == name
  }

  /// Whether a worktree stands at a path.
  public func hasWorktree(_ path: Text) -> Bool {
    let place = firstDirectory(notBelow: path)
    return place < directories.count && directories[place].path == path
  }

  /// How many worktrees there are.
  public var worktreeCount: Int { directories.count }

  /// Makes a branch; false when the name is taken.
  @discardableResult
  public mutating func createBranch(_ name: Text) -> Bool {
    let place = firstBranch(notBelow: name)
    guard place == branches.count || branches[place] != name else { return false }
    branches.insert(name, at: place)
    return true
  }

  /// Makes a worktree; one that stands at the path already is accepted as it is.
  ///
  /// False when there is nothing of the base's name to begin from.
  mutating func createWorktree(_ path: Text, attempt: UInt64, base: Text) -> Bool {
    guard bases.isEmpty || bases.contains(base) else { return false }
    restoreWorktree(path, attempt: attempt)
    return true
  }

  /// Makes a worktree of an attempt's own branch anew when it is gone.
  mutating func restoreWorktree(_ path: Text, attempt: UInt64) {
    guard !hasWorktree(path) else { return }
    directories.insert(
      Directory(path: path, attempt: attempt), at: firstDirectory(notBelow: path))
  }

  /// Puts a directory that Forge did not make among its worktrees.
  public mutating func addForeignWorktree(_ path: Text) {
    restoreWorktree(path, attempt: 0)
  }

  /// Names a branch that attempts may begin from; from then on no other will do.
  public mutating func addBase(_ name: Text) {
    if !bases.contains(name) { bases.append(name) }
  }

  /// Removes a branch.
  mutating func removeBranch(_ name: Text) {
    let place = firstBranch(notBelow: name)
    if place < branches.count, branches[place] == name { branches.remove(at: place) }
  }

  /// Removes the worktree at a path, whoever uses it.
  public mutating func removeWorktree(_ path: Text) {
    directories.removeAll { $0.path == path }
  }

  /// Removes the worktrees that were made for an attempt.
  mutating func removeWorktrees(of attempt: UInt64) {
    directories.removeAll { $0.attempt == attempt }
  }

  /// Removes every worktree that stands for no attempt, whoever made it.
  mutating func removeWorktrees(unless isKnown: (UInt64) -> Bool) {
    directories.removeAll { !isKnown($0.attempt) }
  }

  private func firstDirectory(notBelow path: Text) -> Int {
    var low = 0
    var high = directories.count
    while low < high {
      let middle = (low + high) / 2
      if directories[middle].path.fingerprint < path.fingerprint {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }

  private func firstBranch(notBelow name: Text) -> Int {
    var low = 0
    var high = branches.count
    while low < high {
      let middle = (low + high) / 2
      if branches[middle].fingerprint < name.fingerprint { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Traps when a name is taken twice.
  func checkInvariants() {
    for place in branches.indices.dropFirst() {
      precondition(
        branches[place - 1].fingerprint < branches[place].fingerprint, "branches out of order")
    }
    for place in directories.indices.dropFirst() {
      precondition(
        directories[place - 1].path.fingerprint < directories[place].path.fingerprint,
        "worktrees out of order")
    }
  }

  /// Folds every name.
  public func fold(into digest: inout Digest) {
    digest.fold(branches.count)
    for branch in branches { digest.fold(branch) }
    digest.fold(directories.count)
    for directory in directories {
      digest.fold(directory.path)
      digest.fold(directory.attempt)
    }
    digest.fold(bases.count)
    for base in bases { digest.fold(base) }
  }
}
