import Lifecycle
import Operations

/// What is done to one session, as a table of steps.
///
/// Contract: whatever fails, hangs or is answered late, and wherever the one who does it dies, a
/// session has one record, at most one agent at a time, and nothing of it is left that no record
/// names. It survives: any call failing, hanging, or losing its answer; a crash before or after
/// each; others that do the same at the same time, with this run key or another; a tmux server that
/// restarts or stands still; a store that is busy, slow or full; names that are taken; processes
/// that do not end when they are told to. It does not survive a store that loses what it has
/// acknowledged, and it cannot end processes that it may not signal or that have thrown away their
/// environment.
///
/// Three things make that so. The record says beforehand, under a revision, who is about to do what,
/// and in which places. Every place and process carries a nonce, so that what is found is proven to
/// be the one meant. And the runner starts an agent only after it has written itself into a record
/// that still wants it, so that a launch which was given up cannot come true later.
public struct SessionWork: StepTable {
  /// What is wanted.
  public let request: SessionRequest
  /// The numbers and places.
  public let policy: SessionPolicy
  /// The process that does it.
  public let me: ProcessIdentity
  /// Whether a worktree that was kept stays, even if nothing in it is unsaved by now: nobody has
  /// asked for its removal.
  public let sparesKept: Bool

  /// The record as it was last read or written.
  public internal(set) var document: SessionDocument?
  /// What was written last, until it is known to stand in the store.
  var lastWritten = Text.empty
  /// The revision of that; 0 when there was none.
  var revision: Int64 = 0
  /// Drawn for a new runtime.
  var nonce: UInt64 = 0
  /// The lifecycle's time, in milliseconds.
  var at = 0
  /// What has been begun: the intent that is written, or is to be written.
  var intent: Intent.Kind
  /// Whether the record has to be read again before it is written.
  var isStale = false
  /// The fence keeps what was begun from being finished by somebody else.
  var isFenced = false
  /// Whether there is a launch to be withdrawn.
  var isWithdrawing: SessionFailure?
  /// Looks at who holds the session, at the runner, and at its pane.
  var holderLooks = 0
  var runnerLooks = 0
  var deadLooks = 0
  /// Looks for a runtime that was asked for.
  var missingLooks = 0
  var treeLooks = 0
  /// Whether the worktree is made for this runtime, rather than having been there before.
  var isNewTree = false
  /// How the worktree is come by.
  var way = WorktreeWay.make
  /// The processes that are left of a runtime that is ended.
  var survivors = Survivors()

  /// Prepares what is wanted.
  public init(
    _ request: SessionRequest, by me: ProcessIdentity, policy: SessionPolicy,
    sparesKept: Bool = false
  ) {
    self.request = request
    self.sparesKept = sparesKept
    self.me = me
    self.policy = policy
    intent =
      switch request.verb {
      case .restore: .restore
      case .kill: .kill
      case .cleanup: .cleanup
      case .recover: .undoSpawn
      case .spawn, .send, .get, .list: .spawn
      }
  }

  /// The steps.
  public var rows: [StepRow<SessionStep>] { request.verb.rows(policy.safeguards) }

  /// The reducer, by the rules of the policy.
  var reducer: Reducer { Reducer(rules: policy.rules) }

  /// How it ended when all steps were taken.
  public mutating func finished() -> SessionResult {
    let state = document?.workspace.state ?? .removed
    switch intent {
    case .spawn, .restore: return .started
    case .kill, .undoSpawn, .undoRestore: return .ended(state)
    case .cleanup: return .cleaned(state)
    }
  }

  /// What carries a step out.
  public mutating func request(for step: SessionStep, _ emit: inout Emitter) -> StepRequest? {
    switch step {
    case .readClock, .readClockAgain, .readClockLast:
      return StepRequest(policy.readClock, limit: policy.processLimit)
    case .drawNonce:
      return StepRequest(.drawNumber, limit: policy.processLimit)
    case .read:
      return StepRequest(.store(.get(key: request.id)), limit: policy.storeLimit)
    case .checkHolder:
      return holderRequest()
    case .claim, .renew, .withdraw, .complete, .fence, .settle:
      return writeRequest(for: step, &emit)
    case .addWorktree, .checkTree, .removeWorktree, .deleteBranch:
      return workspaceRequest(for: step)
    case .createRuntime, .observeRuntime, .inspectServer, .mark, .awaitRunner, .checkRunner:
      return runtimeRequest(for: step, &emit)
    case .closeRuntime, .findProcesses, .signalProcess:
      return endingRequest(for: step)
    }
  }

  /// What the answer means.
  public mutating func judge(
    _ step: SessionStep, _ outcome: Outcome, _ emit: inout Emitter
  ) -> Judgement<SessionStep, SessionResult> {
    switch step {
    case .readClock, .readClockAgain, .readClockLast:
      // Without a clock the time stands still, which harms no decision but a duration.
      if let time = outcome.milliseconds { at = time }
      return .next
    case .drawNonce:
      guard case .number(let number) = outcome, number != 0 else {
        return .again(after: policy.retryPause, atMost: policy.triesMax)
      }
      nonce = number
      return .next
    case .read:
      return judgeRead(outcome, &emit)
    case .checkHolder:
      return judgeHolder(outcome)
    case .claim, .renew, .withdraw, .complete, .fence, .settle:
      return judgeWrite(step, outcome, &emit)
    case .addWorktree, .checkTree, .removeWorktree, .deleteBranch:
      return judgeWorkspace(step, outcome)
    case .createRuntime, .observeRuntime, .inspectServer, .mark, .awaitRunner, .checkRunner:
      return judgeRuntime(step, outcome, &emit)
    case .closeRuntime, .findProcesses, .signalProcess:
      return judgeEnding(step, outcome, &emit)
    }
  }

  /// How it ended when it took more steps than any run may.
  public func overrun() -> SessionResult { .unconfirmed(.store) }

  /// What follows when a step was tried as often as it may be.
  public mutating func exhausted(
    _ step: SessionStep
  ) -> Judgement<SessionStep, SessionResult> {
    switch step {
    case .readClock, .readClockAgain, .readClockLast: .next
    case .drawNonce, .read, .claim, .renew, .withdraw, .complete, .fence, .settle, .awaitRunner:
      .stop(.unconfirmed(.store))
    case .checkHolder: .stop(.refused(.busy))
    case .addWorktree: .undo(.failed(.worktree))
    case .createRuntime, .observeRuntime, .inspectServer, .mark, .checkRunner:
      // One that was acknowledged and is taken over goes on without what could not be seen of it.
      request.verb == .recover ? .jump(.readClockAgain) : .undo(.failed(.runtime))
    case .closeRuntime: isEndConfirmed ? .stop(.unconfirmed(.tmux)) : .next
    case .findProcesses, .signalProcess:
      isEndConfirmed ? .stop(.unconfirmed(.survivors)) : .next
    case .checkTree, .removeWorktree: keepWorkspace()
    case .deleteBranch: .next
    }
  }

  /// Folds all of it.
  public func fold(into digest: inout Digest) {
    request.fold(into: &digest)
    me.fold(into: &digest)
    // What was last read is in the store as well; its revision tells which one it was.
    digest.fold(revision)
    digest.fold(nonce)
    digest.fold(at)
    digest.fold(UInt64(intent.rawValue))
    digest.fold(
      (isStale ? 1 : 0) | (isFenced ? 2 : 0) | (isNewTree ? 4 : 0) | (sparesKept ? 8 : 0),
      UInt32(isWithdrawing.map { $0.rawValue + 1 } ?? 0))
    digest.fold(UInt32(holderLooks), UInt32(runnerLooks))
    digest.fold(UInt32(deadLooks), UInt32(missingLooks))
    digest.fold(UInt32(treeLooks), UInt32(way.rawValue))
    digest.fold(document?.hashOfPlaces ?? 0)
    survivors.fold(into: &digest)
  }
}

extension SessionDocument {
  /// Tells apart what a holder knows of a record beyond its revision.
  var hashOfPlaces: UInt64 {
    var digest = Digest()
    digest.fold(runtime.nonce)
    digest.fold(UInt64(workspace.state.rawValue))
    runtime.pane?.fold(into: &digest)
    runtime.server?.fold(into: &digest)
    digest.fold(UInt64(intent?.kind.rawValue ?? .max))
    return digest.low
  }
}
