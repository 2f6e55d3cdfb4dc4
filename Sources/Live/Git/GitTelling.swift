import Operations

/// Reads why git failed off its messages and what it had been given.
struct GitTelling {
  private let command: GitCommand
  private let texts: TextTable

  init(_ command: GitCommand, _ texts: TextTable) {
    self.command = command
    self.texts = texts
  }

  /// The failure that a run of git ended with.
  ///
  /// What nobody here knows is told as a kill is, for what it has left behind is as uncertain; the
  /// subject is what git said.
  func failure(of run: ProgramRun) -> GitFailure {
    if run.status > 128, run.error.isEmpty { return GitFailure(.killed) }
    let message = Self.withoutPreparing(run.error[...])
    for row in Self.messages {
      if let (first, second) = row.match(message) {
        return failure(row.reason, first, second)
      }
    }
    if let file = Self.unwritten(message) { return GitFailure(.noSpace, texts.text(file)) }
    // It is said on standard output, and nothing else on either.
    if case .commit = command, run.status == 1, run.error.isEmpty {
      return GitFailure(.nothingToCommit)
    }
    return GitFailure(.killed, texts.text(Array(message)))
  }

  /// A failure with the names that the simulated git tells too: as given, where they were given.
  private func failure(
    _ reason: GitFailure.Reason, _ first: [UInt8], _ second: [UInt8]
  ) -> GitFailure {
    switch reason {
    case .notARepository, .noSuchDirectory: return GitFailure(reason, command.place)
    case .branchExists: return GitFailure(reason, branch ?? texts.text(first))
    case .branchInUse, .branchCheckedOut:
      return GitFailure(reason, branch ?? texts.text(first), texts.text(second))
    case .invalidReference, .notMerged, .branchNotFound:
      return GitFailure(reason, branch ?? texts.text(first))
    case .invalidBase: return GitFailure(reason, base ?? texts.text(first))
    case .pathExists, .registeredButMissing, .missingButLocked, .notAWorktree, .hasChanges,
      .mainWorktree, .alreadyLocked, .removalFailed:
      return GitFailure(reason, path ?? texts.text(first))
    case .mainWorktreeLock: return GitFailure(reason, path ?? .empty)
    case .isLocked: return GitFailure(reason, path ?? .empty, texts.text(first))
    case .noLeadingDirectories: return GitFailure(reason, path ?? .empty, texts.text(second))
    case .referenceLocked, .referenceNotDeleted, .referenceNotWritten:
      return reference(reason, texts.text(second))
    case .linkFileMissing, .lockHeld, .noSpace: return GitFailure(reason, texts.text(first))
    case .nothingToCommit, .killed: return GitFailure(reason)
    }
  }

  /// The lock of a branch: whose it is tells the command.
  private func reference(_ reason: GitFailure.Reason, _ lock: Text) -> GitFailure {
    switch command {
    case .commit: GitFailure(.lockHeld, lock)
    case .deleteBranch(_, name: let name, force: _):
      GitFailure(.referenceNotDeleted, name, lock)
    default: GitFailure(reason, branch ?? .empty, lock)
    }
  }

  private var path: Text? {
    switch command {
    case .addWorktree(_, path: let path, branch: _, base: _, newBranch: _),
      .removeWorktree(_, path: let path, force: _), .lockWorktree(_, path: let path):
      path
    default: nil
    }
  }

  private var branch: Text? {
    switch command {
    case .addWorktree(_, path: _, branch: let branch, base: _, newBranch: _): branch
    case .deleteBranch(_, name: let name, force: _): name
    default: nil
    }
  }

  private var base: Text? {
    guard case .addWorktree(_, path: _, branch: _, base: let base, newBranch: true) = command else {
      return nil
    }
    return base
  }

  /// The file that a message says had no room, as far as it names one; nil when it says no such thing.
  ///
  /// Each part of git has words of its own for a full disk.
  private static func unwritten(_ message: ArraySlice<UInt8>) -> [UInt8]? {
    let line = message.prefix { $0 != UInt8(ascii: "\n") }
    let endings = ["No space left on device", "Out of diskspace"]
    guard endings.contains(where: { line.suffix($0.utf8.count).elementsEqual($0.utf8) }) else {
      return nil
    }
    return Array(
      line.drop { $0 != UInt8(ascii: "'") }.dropFirst().prefix { $0 != UInt8(ascii: "'") })
  }

  /// Takes the line about preparing a worktree off, which is no part of any failure.
  private static func withoutPreparing(_ message: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard message.starts(with: "Preparing worktree (".utf8),
      let end = message.firstIndex(of: UInt8(ascii: "\n"))
    else { return message }
    return message[(end + 1)...]
  }
}
