import Operations

extension GitTelling {
  /// A message of git 2.39.5 and the two names in it.
  struct Message {
    /// What it means.
    var reason: GitFailure.Reason
    /// How it begins, up to its first name.
    var before: String
    /// What stands behind the first name; a message without one ends there for us.
    var between = ""
    /// What stands behind the second name, if there is one.
    var after = ""

    /// The names in a message, if it is this one.
    func match(_ message: ArraySlice<UInt8>) -> ([UInt8], [UInt8])? {
      guard message.starts(with: before.utf8) else { return nil }
      let rest = message.dropFirst(before.utf8.count)
      guard !between.isEmpty else { return ([], []) }
      guard let (first, left) = Self.cut(rest, at: between) else { return nil }
      guard !after.isEmpty else { return (Array(first), []) }
      guard let (second, _) = Self.cut(left, at: after) else { return nil }
      return (Array(first), Array(second))
    }

    private static func cut(
      _ text: ArraySlice<UInt8>, at separator: String
    ) -> (ArraySlice<UInt8>, ArraySlice<UInt8>)? {
      let separator = Array(separator.utf8)
      var place = text.startIndex
      while place + separator.count <= text.endIndex {
        if text[place...].starts(with: separator) {
          return (text[..<place], text[(place + separator.count)...])
        }
        place += 1
      }
      return nil
    }
  }

  /// The messages, those first that begin as another does and say more.
  static let messages = [
    Message(reason: .notARepository, before: "fatal: not a git repository"),
    Message(reason: .noSuchDirectory, before: "fatal: cannot change to '"),
    Message(
      reason: .referenceLocked, before: "fatal: cannot lock ref '",
      between: "': Unable to create '",
      after: "': File exists"),
    Message(
      reason: .referenceNotDeleted, before: "error: cannot lock ref '",
      between: "': Unable to create '", after: "': File exists"),
    Message(
      reason: .referenceNotWritten, before: "fatal: cannot update ref '",
      between: "': couldn't write '", after: "'"),
    Message(
      reason: .referenceNotWritten, before: "fatal: cannot lock ref '",
      between: "': Unable to create '", after: "': No space left"),
    Message(
      reason: .referenceNotWritten, before: "fatal: cannot update the ref '",
      between: "': unable to append to '", after: "': No space left"),
    Message(reason: .lockHeld, before: "fatal: Unable to create '", between: "': File exists"),
    Message(
      reason: .noLeadingDirectories, before: "fatal: could not create leading directories of '",
      between: "/.git': ", after: "\n"),
    Message(reason: .branchExists, before: "fatal: a branch named '", between: "' already exists"),
    Message(reason: .invalidReference, before: "fatal: invalid reference: ", between: "\n"),
    Message(reason: .invalidBase, before: "fatal: not a valid object name: '", between: "'\n"),
    Message(
      reason: .branchInUse, before: "fatal: '", between: "' is already checked out at '",
      after: "'\n"),
    Message(
      reason: .registeredButMissing, before: "fatal: '",
      between: "' is a missing but already registered worktree;\n"),
    Message(
      reason: .missingButLocked, before: "fatal: '",
      between: "' is a missing but locked worktree;\n"
    ),
    Message(reason: .notAWorktree, before: "fatal: '", between: "' is not a working tree\n"),
    Message(
      reason: .hasChanges, before: "fatal: '", between: "' contains modified or untracked files"),
    Message(reason: .mainWorktree, before: "fatal: '", between: "' is a main working tree\n"),
    Message(reason: .alreadyLocked, before: "fatal: '", between: "' is already locked"),
    Message(reason: .pathExists, before: "fatal: '", between: "' already exists\n"),
    Message(
      reason: .mainWorktreeLock,
      before: "fatal: The main working tree cannot be locked or unlocked"),
    Message(
      reason: .isLocked, before: "fatal: cannot remove a locked working tree, lock reason: ",
      between: "\nuse 'remove -f -f'"),
    Message(
      reason: .isLocked, before: "fatal: cannot remove a locked working tree", between: ";\nuse "),
    Message(
      reason: .linkFileMissing, before: "fatal: validation failed, cannot remove working tree: '",
      between: "/.git' does not exist"),
    Message(reason: .removalFailed, before: "error: failed to delete '", between: "': "),
    Message(reason: .notMerged, before: "error: The branch '", between: "' is not fully merged"),
    Message(
      reason: .branchCheckedOut, before: "error: Cannot delete branch '",
      between: "' checked out at '",
      after: "'\n"),
    Message(reason: .branchNotFound, before: "error: branch '", between: "' not found"),
  ]
}
