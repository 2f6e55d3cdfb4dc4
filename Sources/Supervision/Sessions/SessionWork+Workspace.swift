import Operations

/// How a session comes by its worktree.
public enum WorktreeWay: UInt8, Hashable, Sendable {
  /// It is made, with a new branch.
  case make
  /// It was made before, and is looked for.
  case find
  /// Its folder is gone and git still lists it, so that git has to forget it first.
  case forget
  /// It is made again, on the branch that is there.
  case checkOut
}

// Making the worktree of a session, and clearing it away.
//
// A worktree is only ever removed by git itself and without force, which refuses one that has
// changes, and a branch is only deleted by git without force, which refuses one that holds commits
// of its own. What was refused is kept and reported. Not being able to tell is a refusal.

extension SessionWork {
  func workspaceRequest(for step: SessionStep) -> StepRequest? {
    guard let workspace = document?.workspace else { return nil }
    if step == .addWorktree {
      return StepRequest(.git(command(for: workspace)), limit: policy.gitLimit)
    }
    // A worktree that was there before a restore stays when the restore is taken back.
    if intent.undo == .undoRestore, !isNewTree { return nil }
    // One that was removed may have come back: the call that made it was still under way.
    let isGone = workspace.state == .removed && request.verb != .cleanup
    switch step {
    case .checkTree where !isGone && policy.safeguards.contains(.dirtyWorkKept):
      return StepRequest(.git(.status(path: workspace.path)), limit: policy.gitLimit)
    case .removeWorktree where !isGone && !(workspace.state == .kept && sparesKept):
      return StepRequest(
        .git(
          .removeWorktree(
            repository: workspace.repository, path: workspace.path,
            force: !policy.safeguards.contains(.dirtyWorkKept))),
        limit: policy.gitLimit)
    case .deleteBranch where workspace.state == .removed:
      return StepRequest(
        .git(
          .deleteBranch(
            repository: workspace.repository, name: workspace.branch,
            force: !policy.safeguards.contains(.dirtyWorkKept))),
        limit: policy.gitLimit)
    default: return nil
    }
  }

  private func command(for workspace: Workspace) -> GitCommand {
    switch way {
    case .make where workspace.state != .planned, .find: .status(path: workspace.path)
    case .forget where !policy.safeguards.contains(.ownRegistrationOnly):
      .pruneWorktrees(repository: workspace.repository)
    case .forget:
      .removeWorktree(repository: workspace.repository, path: workspace.path, force: false)
    case .make, .checkOut:
      .addWorktree(
        repository: workspace.repository, path: workspace.path, branch: workspace.branch,
        base: workspace.base, newBranch: way == .make)
    }
  }

  mutating func judgeWorkspace(_ step: SessionStep, _ outcome: Outcome) -> Verdict {
    switch outcome {
    case .git(let outcome):
      switch step {
      case .addWorktree: judgeAdd(outcome)
      case .checkTree: judgeTree(outcome)
      case .removeWorktree: judgeRemoval(outcome)
      default: judgeBranch(outcome)
      }
    case .limitPassed:
      // It may be under way still; what comes of it is seen at the next look.
      step == .removeWorktree ? lookAtTreeAgain() : retryGit()
    default: unexpected(step, outcome)
    }
  }

  // MARK: - Making

  private mutating func judgeAdd(_ outcome: GitOutcome) -> Verdict {
    switch outcome {
    case .done where way == .forget:
      way = .checkOut
      return .again(after: .zero, atMost: policy.triesMax)
    case .changes(let tracked, _)
    where tracked > 0 && (request.verb == .spawn || isNewTree)
      && policy.safeguards.contains(.wholeTrees):
      // Nobody has worked here yet: git has been killed in the midst of it, or is not done.
      return retryGit()
    case .done, .changes:
      document?.workspace.state = .made
      return .next
    case .failed(let failure):
      switch failure.reason {
      case .branchExists:
        // Nobody else has this name: an earlier call was answered late, or died half way.
        guard policy.safeguards.contains(.leftoversAdopted) else {
          return .undo(.failed(.worktree))
        }
        way = .checkOut
        return .again(after: .zero, atMost: policy.triesMax)
      case .pathExists, .branchInUse:
        // The earlier call came through after all; a look tells whether the tree is whole.
        way = .find
        document?.workspace.state = .made
        return .again(after: policy.retryPause, atMost: policy.triesMax)
      case .registeredButMissing:
        way = .forget
        return .again(after: .zero, atMost: policy.triesMax)
      case .noSuchDirectory, .notARepository, .linkFileMissing:
        // The folder is gone, or never was.
        if document?.workspace.state == .planned { return .undo(.failed(.worktree)) }
        way = .forget
        return .again(after: .zero, atMost: policy.triesMax)
      case .notAWorktree where way == .forget:
        way = .checkOut
        return .again(after: .zero, atMost: policy.triesMax)
      case .invalidReference where way == .checkOut:
        // The branch is gone as well: begin at the base again.
        document?.workspace.state = .planned
        way = .make
        return .again(after: .zero, atMost: policy.triesMax)
      case .lockHeld, .referenceLocked, .killed, .noSpace, .referenceNotWritten: return retryGit()
      // What it says will be no different the next time.
      default: return .undo(.failed(.worktree))
      }
    case .listing: return retryGit()
    }
  }

  // MARK: - Clearing away

  private mutating func judgeTree(_ outcome: GitOutcome) -> Verdict {
    switch outcome {
    case .changes(0, 0): return .next
    case .changes: return keepWorkspace()
    case .failed(let failure):
      switch failure.reason {
      // There is no tree, so there is nothing in it; git may list it all the same.
      case .noSuchDirectory, .notARepository, .notAWorktree: return .next
      case .lockHeld, .killed, .noSpace: return retryGit()
      // Not being able to tell is a refusal.
      default: return keepWorkspace()
      }
    case .done, .listing: return retryGit()
    }
  }

  private mutating func judgeRemoval(_ outcome: GitOutcome) -> Verdict {
    switch outcome {
    case .done:
      document?.workspace.state = .removed
      return .next
    case .failed(let failure):
      switch failure.reason {
      case .notAWorktree:
        document?.workspace.state = .removed
        return .next
      case .lockHeld, .killed: return retryGit()
      // It refuses, or was stopped half way; neither is overruled.
      default: return keepWorkspace()
      }
    case .changes, .listing: return retryGit()
    }
  }

  private mutating func judgeBranch(_ outcome: GitOutcome) -> Verdict {
    switch outcome {
    case .failed(let failure):
      switch failure.reason {
      case .lockHeld, .killed, .referenceNotDeleted: retryGit()
      // It holds commits of its own, or is not there; either way it stays as it is.
      default: .next
      }
    case .done, .changes, .listing: .next
    }
  }

  /// Leaves the worktree where it is, and says so in the record.
  mutating func keepWorkspace() -> Verdict {
    document?.workspace.state = .kept
    return .jump(.readClockLast)
  }

  private mutating func lookAtTreeAgain() -> Verdict {
    treeLooks += 1
    return treeLooks < policy.triesMax
      ? .jump(.checkTree, after: policy.retryPause) : keepWorkspace()
  }

  private func retryGit() -> Verdict {
    .again(after: policy.retryPause, atMost: policy.triesMax)
  }
}
