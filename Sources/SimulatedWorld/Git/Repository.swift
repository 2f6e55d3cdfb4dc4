import Operations

/// A repository: its branches, and the worktrees that are registered in it.
struct Repository: Hashable, Sendable {
  /// The one path of its main worktree.
  var path: Text
  var branches: [Branch] = []
  /// The main worktree first.
  var worktrees: [Worktree] = []

  /// The place of a branch.
  func branch(_ name: Text) -> Int? {
    branches.firstIndex { $0.name == name }
  }

  /// The worktree that has a branch checked out.
  func user(of branch: Text) -> Worktree? {
    worktrees.first { $0.branch == branch }
  }

  /// A branch, the commit that it stands at, and that commit's files.
  struct Branch: Hashable, Sendable {
    var name: Text
    var commit: Int32
    var tree: [TrackedFile]
  }

  /// A worktree and where git keeps what it knows of it.
  struct Worktree: Hashable, Sendable {
    var path: Text
    var branch: Text
    /// The folder below `.git/worktrees`; `.git` itself for the main worktree.
    var admin: Text
    var isLocked = false
    var lockReason = Text.empty
    /// Whether an add has come so far as to write the index; without one every file is missing
    /// from it.
    var hasIndex = true
  }
}

/// One file of a commit, by its path below the worktree.
struct TrackedFile: Hashable, Sendable {
  var path: Text
  var content: Text
}

/// A commit: those that it follows, -1 for none.
struct Commit: Hashable, Sendable {
  var parent: Int32
  var merged: Int32 = -1
}

/// How far `git worktree add` comes before it is killed.
public enum AddStage: UInt8, Hashable, Sendable {
  /// The branch is there and nothing else.
  case branch
  /// The admin folder is there, locked, and an empty folder at the path.
  case adminFolder
  /// The file `.git` is there, and no other file.
  case linkFile
  /// Some of the files are there, and `index.lock`.
  case checkout
}

/// A `worktree add` under way.
struct PendingAdd: Hashable, Sendable {
  var attempt: UInt64
  var repository: Int
  var admin: Text
  var path: Text
  var branch: Text
  var owner: UInt32
  var call: CallID
}
