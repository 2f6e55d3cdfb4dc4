/// The steps that sessions are started, brought back, ended and cleared away by.
public enum SessionStep: UInt8, Hashable, Sendable, CaseIterable {
  /// Reads the clock that the lifecycle's times are told by.
  case readClock
  /// Draws what the runtime, its processes and its places are told apart by.
  case drawNonce
  /// Reads the record and decides whether there is anything to do.
  case read
  /// Looks whether the one who has begun something with the session still lives.
  case checkHolder
  /// Writes down what is about to be done, before anything is.
  case claim
  /// Puts the new runtime into the record, when there was one before.
  case renew
  /// Makes the worktree and its branch.
  case addWorktree
  /// Makes the tmux session, in which the runner starts.
  case createRuntime
  /// Finds the tmux session in a snapshot of the server.
  case observeRuntime
  /// Reads who the tmux server is.
  case inspectServer
  /// Marks the tmux session with its owner and the generation of the runtime, and as active.
  case mark
  /// Looks whether the runner has acknowledged.
  case awaitRunner
  /// Looks whether the runner's pane still lives.
  case checkRunner
  /// Takes the launch back in the record, unless the runner was quicker.
  case withdraw
  /// Reads the clock again, because time has passed.
  case readClockAgain
  /// Writes down that the session runs.
  case complete
  /// Writes down that what was begun is being taken back.
  case fence
  /// Ends the tmux session.
  case closeRuntime
  /// Finds the processes of the runtime, wherever they went.
  case findProcesses
  /// Signals one of them.
  case signalProcess
  /// Looks whether anything in the worktree is not saved elsewhere.
  case checkTree
  /// Removes the worktree, which git refuses when there is.
  case removeWorktree
  /// Deletes the branch, which git refuses when it holds commits of its own.
  case deleteBranch
  /// Reads the clock for the last time.
  case readClockLast
  /// Writes down how it ended.
  case settle
}

extension SessionRequest.Verb {
  /// The steps of each request, in order, with what takes them back.
  func rows(_ safeguards: Safeguards) -> [StepRow<SessionStep>] {
    safeguards == .all ? Self.usualRows[Int(rawValue)] : makeRows(safeguards)
  }

  /// The steps of each, by its number, with all safeguards: there is one such table for all runs.
  private static let usualRows = allCases.map { $0.isDoneInSteps ? $0.makeRows(.all) : [] }

  private var isDoneInSteps: Bool {
    switch self {
    case .spawn, .restore, .kill, .cleanup, .recover: true
    case .send, .get, .list: false
    }
  }

  private func makeRows(_ safeguards: Safeguards) -> [StepRow<SessionStep>] {
    let agree: [StepRow<SessionStep>] = [
      StepRow(.readClock), StepRow(.read), StepRow(.checkHolder),
    ]
    let end: [StepRow<SessionStep>] = [
      StepRow(.closeRuntime), StepRow(.findProcesses), StepRow(.signalProcess),
    ]
    let clear: [StepRow<SessionStep>] = [
      StepRow(.checkTree), StepRow(.removeWorktree), StepRow(.deleteBranch),
    ]
    let settle: [StepRow<SessionStep>] = [StepRow(.readClockLast), StepRow(.settle)]
    let takesBack = safeguards.contains(.rollback)
    let undoTree: [SessionStep] =
      takesBack ? [.fence, .checkTree, .removeWorktree, .deleteBranch] : []
    let undoRuntime: [SessionStep] =
      takesBack ? [.fence, .closeRuntime, .findProcesses, .signalProcess] : []
    let make = [StepRow(.addWorktree, undo: undoTree), StepRow(.createRuntime, undo: undoRuntime)]
    let start: [StepRow<SessionStep>] = [
      StepRow(.observeRuntime), StepRow(.inspectServer), StepRow(.mark), StepRow(.awaitRunner),
      StepRow(.checkRunner), StepRow(.withdraw), StepRow(.readClockAgain), StepRow(.complete),
    ]
    let claim: [StepRow<SessionStep>] = [StepRow(.claim, undo: [.readClockLast, .settle])]
    switch self {
    case .spawn where !safeguards.contains(.intentFirst):
      return [StepRow(.drawNonce)] + agree + make + claim + start
    case .spawn, .restore:
      return [StepRow(.drawNonce)] + agree + claim + end + [StepRow(.renew)] + make + start
    case .kill, .cleanup:
      return agree + [StepRow(.claim)] + end + clear + settle
    case .recover:
      // What is taken over is either gone on with or taken back, from the claim on; nothing is begun
      // that would have to be taken back in turn.
      return agree + [StepRow(.claim)] + start + end + clear + settle
    case .send, .get, .list:
      preconditionFailure("\(self) is not done in steps")
    }
  }
}
