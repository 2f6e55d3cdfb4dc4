import Operations

/// What came of an order.
public enum ForgeResult: Hashable, Sendable {
  /// The session exists: task, attempt and process are known.
  ///
  /// New: this caller's request made it. Unrecorded: the store did not take the ids, and a later
  /// run with the same key will find them by looking.
  case created(ForgeSession, isNew: Bool, isRecorded: Bool, elapsed: Interval)
  /// The session exists, and its only process had failed before anybody saw it run.
  case failedToStart(ForgeSession)
  /// Nothing was created and nothing will be: whoever asked may launch it on this machine.
  case fallBackLocally(ForgeCertainty)
  /// It is not known whether something was created, or what there is could not be finished.
  case unresolved(ForgeObstacle)
  /// The follow-up runs, in the same attempt.
  case resumed(ForgeSession, elapsed: Interval)
  /// Where a session stands.
  case status(ForgeStatus, ForgeSession, leavesExecutor: Bool)
  /// It was stopped, and that is confirmed.
  case stopped(ForgeSession, ForgeStopEvidence)
  /// There was nothing to stop: so it stood before.
  case nothingToStop(ForgeStatus)
  /// It ended by itself while it was to be stopped.
  case endedByItself(ForgeStatus)
  /// A stop was sent, and it is not confirmed.
  case stopUnconfirmed(ForgeObstacle)
  /// What the store and the backend know.
  case listed([ForgeListEntry])
  /// A stream was read to its end, or as far as it went.
  case streamed(ForgeStreamReport)
  /// The questions that wait.
  case approvals([ForgeApproval])
  /// A draft, or the URL of a pull request.
  case text(Text)
  /// It was done.
  case done
  /// It was not done, and nothing was changed.
  case refused(ForgeObstacle)
}

/// Why it is certain that nothing was created.
public enum ForgeCertainty: UInt8, Hashable, Sendable {
  /// Nobody listened at first contact: nothing was ever sent for this key.
  case refusedAtFirstContact
  /// A look found nothing after everything that was sent must have arrived.
  case provenAbsent
  /// An earlier caller of the same key was told so already.
  case recorded
}

/// What confirms a stop.
public enum ForgeStopEvidence: UInt8, Hashable, Sendable {
  /// Its process on this machine is gone.
  case processGone
  /// The backend answered that it is through, and the row says so; which process of this machine
  /// it was is not known.
  case answeredAndMarked
}

/// Where a session stands, in the words that are shown.
public enum ForgeStatus: UInt8, Hashable, Sendable {
  /// Runs, or is being stopped and not gone yet.
  case running
  /// Ended with status 0.
  case completed
  /// Ended otherwise, or never began.
  case failed
  /// Was stopped, and is gone.
  case stopped

  /// The word.
  public var word: StaticString {
    switch self {
    case .running: "running"
    case .completed: "completed"
    case .failed: "failed"
    case .stopped: "stopped"
    }
  }
}

/// What stood in the way.
public enum ForgeObstacle: Hashable, Sendable {
  /// The argument is no order.
  case badOrder
  /// The store has no such session.
  case unknownSession
  /// The store's record is not readable; nothing is done on top of it.
  case badRecord
  /// The session is not created, or fell back to a local launch.
  case notCreated
  /// A process of it runs: a second one would work beside it in one worktree.
  case running
  /// The backend says that it ended, and its process lives.
  case executorAlive
  /// The conversation is not known, so that a follow-up would begin a fresh one.
  case contextWouldBeLost
  /// Another live caller works on the same key.
  case anotherCaller
  /// Somebody else has changed the record meanwhile.
  case recordChanged
  /// There is a task or an attempt without a process, and finishing it did not come through.
  case incomplete
  /// Creations were sent as often as the policy allows, and left nothing.
  case sentTooOften
  /// The follow-up left no process.
  case notSent
  /// The session is not completed.
  case notCompleted
  /// The host of pull requests could not be asked whether there is one.
  case hostUnreachable
  /// The question has been answered, or has run out.
  case notPending
  /// The store failed.
  case store(StoreFailure?)
  /// Forge did not answer as it should.
  case forge(ForgeTrouble)
}

extension ForgeObstacle: Foldable {
  /// Folds the kind and what belongs to it.
  public func fold(into digest: inout Digest) {
    switch self {
    case .badOrder: digest.fold(1, 0)
    case .unknownSession: digest.fold(2, 0)
    case .badRecord: digest.fold(3, 0)
    case .notCreated: digest.fold(4, 0)
    case .running: digest.fold(5, 0)
    case .executorAlive: digest.fold(6, 0)
    case .contextWouldBeLost: digest.fold(7, 0)
    case .anotherCaller: digest.fold(8, 0)
    case .recordChanged: digest.fold(9, 0)
    case .incomplete: digest.fold(10, 0)
    case .sentTooOften: digest.fold(11, 0)
    case .notSent: digest.fold(12, 0)
    case .notCompleted: digest.fold(13, 0)
    case .notPending: digest.fold(14, 0)
    case .hostUnreachable: digest.fold(17, 0)
    case .store(let failure): digest.fold(15, failure.map { UInt32($0.rawValue) + 1 } ?? 0)
    case .forge(let trouble):
      digest.fold(16, 0)
      trouble.fold(into: &digest)
    }
  }
}
