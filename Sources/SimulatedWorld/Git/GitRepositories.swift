import Operations

// The simulated git.
//
// Modelled, each as it was measured with git 2.39.5 (messages and exit statuses: `GitFailure`):
// - `worktree add -b` makes the branch first, so that it stays when the path is refused (128); a
//   branch or base that is wrong is status 255 there, and 128 without `-b`; of a path that is in
//   the way and a branch that is in use the path is named; an empty folder is no obstacle;
// - while `add` runs the branch, the folder, its `.git` and the admin folder are there, locked with
//   the reason "initializing", and `index.lock` is held; four adds of one branch or one path at
//   once have one winner, those of different ones do not meet;
// - killed with SIGKILL at 20 different moments, `add` left: the branch alone; and an admin folder
//   locked as "initializing" with an empty folder; and `.git`; and some files and `index.lock`.
//   `list` shows it locked, `prune` spares it, `remove --force` refuses it, and `status`, which
//   has no index, calls every file removed and those that are there untracked;
// - `remove` refuses changes, untracked files too, but not empty folders; a locked one even with
//   force; a missing folder is no obstacle, a missing file `.git` is; when the folder cannot be
//   deleted (255) the registration is gone all the same;
// - a worktree is prunable when its `.git` is gone, unless it is locked; a folder of untracked
//   files alone counts as one row; `index.lock` stops `commit`, not `status`, `add` or `remove`;
// - locks are files: whoever removes them frees them, whoever writes them holds them.
// Assumed: files come all at once at the end of `add`; an `add` whose folder was taken away fails
// as in no repository; `commit`, `remove` and the rest are one step; when an add runs out of space
// during checkout it takes back all but the branch.
// Not modelled: a commit of a tree that has another worktree in it, which `add -A` makes a gitlink;
// a worktree in a folder that had tracked files, which is a row of `status` more;
// the index apart from HEAD, ignored files, hooks, remotes, merges but by `merge`,
// rebases, detached heads, submodules, packed references, names that git refuses.

/// Every repository of the simulated machine; what the folders say is read from its files.
///
/// Contract: tolerates any command by any caller in any order, and files that change under it;
/// faults that it offers are a kill at any stage of an add, a slow add, and a refused removal.
public struct GitRepositories: Sendable {
  var repositories: [Repository] = []
  var commits: [Commit] = []
  var adds: [PendingAdd] = []
  var nextAttempt: UInt64 = 1
  var stageOfDeath: AddStage?
  var refusals = 0
  /// How long `worktree add` takes.
  public var addDelay = Distribution(
    least: .milliseconds(5), median: .milliseconds(15), ninetieth: .milliseconds(60),
    most: .milliseconds(400))

  /// Makes a machine without repositories.
  public init() {}

  /// Makes a repository whose first commit has the files that are below the path.
  public mutating func addRepository(
    _ path: Text, branch: Text, _ files: inout FileSystem, _ moment: inout Moment
  ) {
    _ = files.putDirectory(path, &moment)
    let path = files.wholePath(path, &moment)
    let admin = join(path, "/.git", &moment)
    files.put(join(admin, "/HEAD", &moment), branch, &moment)
    _ = files.putDirectory(join(admin, "/refs/heads", &moment), &moment)
    commits.append(Commit(parent: -1))
    var repository = Repository(path: path)
    repository.branches.append(
      Repository.Branch(
        name: branch, commit: Int32(commits.count - 1),
        tree: snapshot(below: path, files, &moment)))
    repository.worktrees.append(Repository.Worktree(path: path, branch: branch, admin: admin))
    repositories.append(repository)
  }

  /// Makes another branch at where one stands, as a user would; false when that is not possible.
  @discardableResult
  public mutating func addBranch(_ name: Text, at base: Text, in repository: Text) -> Bool {
    guard let place = repositories.firstIndex(where: { $0.path == repository }),
      let from = repositories[place].branch(base), repositories[place].branch(name) == nil
    else { return false }
    var branch = repositories[place].branches[from]
    branch.name = name
    repositories[place].branches.append(branch)
    return true
  }

  /// Merges one branch into another without touching any folder, as a forge would.
  @discardableResult
  public mutating func merge(_ name: Text, into target: Text, in repository: Text) -> Bool {
    guard let place = repositories.firstIndex(where: { $0.path == repository }),
      let from = repositories[place].branch(name), let to = repositories[place].branch(target)
    else { return false }
    let merged = repositories[place].branches[from].commit
    commits.append(Commit(parent: repositories[place].branches[to].commit, merged: merged))
    repositories[place].branches[to].commit = Int32(commits.count - 1)
    return true
  }

  // MARK: - Faults

  /// The next `worktree add` that gets so far is killed there.
  public mutating func killNextAdd(at stage: AddStage) {
    stageOfDeath = stage
  }

  /// The next removal of a worktree cannot delete its folder.
  public mutating func refuseNextRemoval() {
    refusals += 1
  }

  /// Every `worktree add` under way is killed, and nobody is answered.
  public mutating func killAdds() {
    adds.removeAll()
  }

  // MARK: - Commands

  /// Performs one command for the caller; nil when it is answered later.
  public mutating func perform(
    _ command: GitCommand, _ files: inout FileSystem, by caller: ProcessIndex,
    _ moment: inout Moment
  ) -> GitOutcome? {
    do throws(GitFailure) {
      return try attempt(command, &files, by: caller, &moment)
    } catch {
      return .failed(error)
    }
  }

  private mutating func attempt(
    _ command: GitCommand, _ files: inout FileSystem, by caller: ProcessIndex,
    _ moment: inout Moment
  ) throws(GitFailure) -> GitOutcome? {
    let here: Text =
      switch command {
      case .addWorktree(let repository, _, _, _, _), .listWorktrees(let repository),
        .removeWorktree(let repository, _, _), .pruneWorktrees(let repository),
        .lockWorktree(let repository, _), .listBranches(let repository),
        .deleteBranch(let repository, _, _):
        repository
      case .status(let path), .commit(let path, _): path
      }
    let spot = try discover(here, &files, &moment)
    switch command {
    case .addWorktree(_, let path, let branch, let base, let isNew):
      return try add(
        path, branch, base: isNew ? base : nil, in: spot.repository, &files, caller, &moment)
    case .listWorktrees:
      return .listing(listWorktrees(of: spot.repository, &files, &moment))
    case .removeWorktree(_, let path, let force):
      try remove(path, force: force, in: spot.repository, &files, &moment)
    case .pruneWorktrees:
      prune(spot.repository, &files, &moment)
    case .lockWorktree(_, let path):
      try lock(path, in: spot.repository, &files, &moment)
    case .status:
      return status(of: spot, &files, &moment)
    case .commit:
      try commit(spot, &files, &moment)
    case .listBranches:
      return .listing(listBranches(of: spot.repository, &moment))
    case .deleteBranch(_, let name, let force):
      try deleteBranch(name, force: force, in: spot.repository, &files, &moment)
    }
    return .done
  }

  // MARK: - Finding

  /// A worktree of a repository, by their places.
  struct Spot {
    var repository: Int
    var worktree: Int
  }

  /// The innermost worktree that a folder belongs to.
  mutating func discover(
    _ path: Text, _ files: inout FileSystem, _ moment: inout Moment
  ) throws(GitFailure) -> Spot {
    guard files.kind(of: path, &moment) == .directory else {
      throw GitFailure(.noSuchDirectory, path)
    }
    let folder = files.wholePath(path, &moment)
    forgetLostWorktrees(&files, &moment)
    var found: Spot?
    var longest = 0
    for (place, repository) in repositories.enumerated() {
      for (number, worktree) in repository.worktrees.enumerated() {
        let length = moment.texts.length(worktree.path)
        guard length > longest, isBelow(folder, worktree.path, moment.texts),
          files.kind(of: join(worktree.path, "/.git", &moment), &moment) != nil
        else { continue }
        longest = length
        found = Spot(repository: place, worktree: number)
      }
    }
    guard let found else { throw GitFailure(.notARepository, path) }
    return found
  }

  /// A worktree whose admin folder somebody removed is not registered any more.
  private mutating func forgetLostWorktrees(_ files: inout FileSystem, _ moment: inout Moment) {
    for place in repositories.indices {
      var number = repositories[place].worktrees.count - 1
      while number > 0 {
        let admin = repositories[place].worktrees[number].admin
        if files.kind(of: admin, &moment) != .directory {
          repositories[place].worktrees.remove(at: number)
        }
        number -= 1
      }
    }
  }

  /// Whether a path is another or below it.
  func isBelow(_ path: Text, _ upper: Text, _ texts: borrowing Texts) -> Bool {
    texts.withBytes(upper) { upper in
      texts.withBytes(path) { path in
        path.count >= upper.count && path.prefix(upper.count).elementsEqual(upper)
          && (path.count == upper.count || path[upper.count] == UInt8(ascii: "/")
            || upper.count == 1)
      }
    }
  }

  /// A text with a literal after it.
  func join(_ text: Text, _ suffix: StaticString, _ moment: inout Moment) -> Text {
    moment.builder.clear()
    moment.builder.add(text, from: moment.texts)
    moment.builder.add(suffix)
    return moment.texts.text(moment.builder)
  }
}
