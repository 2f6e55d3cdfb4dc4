/// Why git failed.
public struct GitFailure: Error, Hashable, Sendable, Foldable {
  /// What went wrong.
  public var reason: Reason
  /// What the message names.
  public var subject: Text
  /// What the message names besides.
  public var other: Text

  /// Makes a failure.
  public init(_ reason: Reason, _ subject: Text = .empty, _ other: Text = .empty) {
    self.reason = reason
    self.subject = subject
    self.other = other
  }

  /// The kinds of failure that the machines tell apart.
  public enum Reason: UInt8, Hashable, Sendable {
    /// The folder is no repository.
    case notARepository
    /// `-b` names a branch that is there.
    case branchExists
    /// The branch is checked out in another worktree.
    case branchInUse
    /// The branch is not there.
    case invalidReference
    /// The path is there and not empty; a branch that `-b` asked for was made all the same.
    case pathExists
    /// The path is registered, and its folder is gone: `add` wants `prune` or `-f`.
    case registeredButMissing
    /// The path is no worktree.
    case notAWorktree
    /// The tree has changes, so it is not removed without force.
    case hasChanges
    /// The tree is locked, so it is not removed without double force; the other is why.
    case isLocked
    /// The branch is not merged, so it is not deleted without force.
    case notMerged
    /// Another git process holds `index.lock`, or one that crashed has left it; the subject is it.
    case lockHeld
    /// There was nothing to commit.
    case nothingToCommit
    /// The disk is full; the subject is the file that could not be written.
    case noSpace
    /// The folder is not there.
    case noSuchDirectory
    /// The base that a new branch is to begin at is not there.
    case invalidBase
    /// The path is registered and locked, and its folder is gone.
    case missingButLocked
    /// The folders above the path could not be made; the other is the error.
    case noLeadingDirectories
    /// The path is the main worktree, which cannot be removed.
    case mainWorktree
    /// The path is the main worktree, which cannot be locked.
    case mainWorktreeLock
    /// The worktree is locked already.
    case alreadyLocked
    /// The worktree's folder is there, and its file `.git` is not.
    case linkFileMissing
    /// The folder could not be deleted; the worktree is forgotten all the same.
    case removalFailed
    /// A branch of that name is not there to be deleted.
    case branchNotFound
    /// The branch is checked out at the other, so it is not deleted.
    case branchCheckedOut
    /// The lock of a branch that is to be made is held; the other is its file.
    case referenceLocked
    /// The lock of a branch that is to be deleted is held; the other is its file.
    case referenceNotDeleted
    /// The disk is full, so that a branch could not be made; the other is the file.
    case referenceNotWritten
    /// git itself was killed.
    case killed
  }

  /// The exit status; 137 is what a shell makes of SIGKILL.
  public var status: Int32 {
    switch reason {
    case .branchExists, .invalidBase, .referenceLocked, .referenceNotWritten, .removalFailed: 255
    case .notMerged, .nothingToCommit, .branchNotFound, .branchCheckedOut, .referenceNotDeleted: 1
    case .killed: 137
    case .notARepository, .branchInUse, .invalidReference, .pathExists, .registeredButMissing,
      .notAWorktree, .hasChanges, .isLocked, .lockHeld, .noSpace, .noSuchDirectory,
      .missingButLocked, .noLeadingDirectories, .mainWorktree, .mainWorktreeLock, .alreadyLocked,
      .linkFileMissing:
      128
    }
  }

  /// What git 2.39.5 says, without its last line feed, the line about preparing a worktree, and the
  /// advice about other git processes that follows a lock's message.
  ///
  /// `nothingToCommit` is said on standard output, all others on standard error.
  public func message(in texts: borrowing Texts) -> String {
    let subject = texts.string(subject)
    let other = texts.string(other)
    return switch reason {
    case .notARepository: "fatal: not a git repository (or any of the parent directories): .git"
    case .branchExists: "fatal: a branch named '\(subject)' already exists"
    case .branchInUse: "fatal: '\(subject)' is already checked out at '\(other)'"
    case .invalidReference: "fatal: invalid reference: \(subject)"
    case .pathExists: "fatal: '\(subject)' already exists"
    case .registeredButMissing:
      "fatal: '\(subject)' is a missing but already registered worktree;\n"
        + "use 'add -f' to override, or 'prune' or 'remove' to clear"
    case .notAWorktree: "fatal: '\(subject)' is not a working tree"
    case .hasChanges:
      "fatal: '\(subject)' contains modified or untracked files, use --force to delete it"
    case .isLocked:
      "fatal: cannot remove a locked working tree"
        + (other.isEmpty ? ";\n" : ", lock reason: \(other)\n")
        + "use 'remove -f -f' to override or unlock first"
    case .notMerged:
      "error: The branch '\(subject)' is not fully merged.\n"
        + "If you are sure you want to delete it, run 'git branch -D \(subject)'."
    case .lockHeld: "fatal: Unable to create '\(subject)': File exists."
    case .nothingToCommit: "nothing to commit, working tree clean"
    case .noSpace: "fatal: cannot write '\(subject)': No space left on device"
    case .noSuchDirectory: "fatal: cannot change to '\(subject)': No such file or directory"
    case .invalidBase: "fatal: not a valid object name: '\(subject)'"
    case .missingButLocked:
      "fatal: '\(subject)' is a missing but locked worktree;\n"
        + "use 'add -f -f' to override, or 'unlock' and 'prune' or 'remove' to clear"
    case .noLeadingDirectories:
      "fatal: could not create leading directories of '\(subject)/.git': \(other)"
    case .mainWorktree: "fatal: '\(subject)' is a main working tree"
    case .mainWorktreeLock: "fatal: The main working tree cannot be locked or unlocked"
    case .alreadyLocked: "fatal: '\(subject)' is already locked"
    case .linkFileMissing:
      "fatal: validation failed, cannot remove working tree: '\(subject)/.git' does not exist"
    case .removalFailed: "error: failed to delete '\(subject)': Device or resource busy"
    case .branchNotFound: "error: branch '\(subject)' not found."
    case .branchCheckedOut: "error: Cannot delete branch '\(subject)' checked out at '\(other)'"
    case .referenceLocked:
      "fatal: cannot lock ref 'refs/heads/\(subject)': Unable to create '\(other)': File exists."
    case .referenceNotWritten:
      "fatal: cannot update ref 'refs/heads/\(subject)': couldn't write '\(other)'"
    case .referenceNotDeleted:
      "error: cannot lock ref 'refs/heads/\(subject)': Unable to create '\(other)': File exists."
    case .killed: ""
    }
  }

  /// Folds all of it.
  public func fold(into digest: inout Digest) {
    digest.fold(UInt64(reason.rawValue))
    digest.fold(subject)
    digest.fold(other)
  }
}
