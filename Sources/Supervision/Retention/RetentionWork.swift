import Operations

/// What is done about the tmux session of one worker, as a table of steps.
///
/// Contract: the session is killed only by its own tmux server, in the one transaction in which that
/// compares its name, its mark and its clients; its name has the nonce of its runtime in it, so that
/// no other session, of whatever server, owner or generation, can be the one. Before that its text
/// was saved, and the record says, under a revision, who closes it. It is said to be closed only when
/// the server that had it does not have it any more, or is gone itself, and when no process carries
/// its nonce. A branch or a worktree is never touched. What was begun and not finished is found in
/// the record, and whoever comes next finishes it.
///
/// It survives: any call failing, hanging, or losing its answer; a crash before or after each; others
/// that do the same, or start, end, bring back, attach to or work in the session at the same time; a
/// tmux server that stands still, restarts, or cannot be reached. It does not survive a store that
/// loses what it has acknowledged, and it sees work that is given to the session only if the mark or
/// the record says so.
public struct RetentionWork: StepTable {
  /// What is wanted.
  public enum Aim: UInt8, Hashable, Sendable {
    /// To know what it is.
    case tell
    /// To mark it if it is complete, and to close it if its time is over.
    case sweep
    /// To close it if it is complete, whether its time is over or not.
    case close
  }

  /// The session.
  public let id: Text
  /// What is wanted.
  public let aim: Aim
  /// The numbers and places.
  public let policy: RetentionPolicy
  /// The process that does it.
  public let me: ProcessIdentity

  /// The record as it was last read or written.
  public internal(set) var document: SessionDocument?
  /// The revision of that.
  var revision: Int64 = 0
  /// What it is classified by.
  public internal(set) var evidence = RetentionEvidence(.none)
  /// What it was classified as last.
  public internal(set) var decision: RetentionDecision?
  /// How often it was judged, and whether it was once judged safe.
  var judgements = 0
  var wasSafe = false
  /// Looks that somebody else has taken already.
  let looks: Looks?
  /// The panes that are still to be saved, and what was saved of those before.
  var panes: [Int32] = []
  var screens: [Text] = []
  /// The processes that are left.
  var survivors = Survivors()
  /// Whether a write may have been done and has to be looked at first.
  var isStale = false
  /// Why the claim is taken back.
  var refusal: RetentionRefusal?

  /// Two looks at the tmux server, some time apart.
  public struct Looks: Hashable, Sendable {
    /// The first one.
    public var first: Snapshot
    /// The second one.
    public var second: Snapshot
  }

  /// Prepares what is wanted.
  public init(
    _ aim: Aim, _ id: Text, by me: ProcessIdentity, policy: RetentionPolicy, looks: Looks? = nil
  ) {
    self.aim = aim
    self.id = id
    self.me = me
    self.policy = policy
    self.looks = looks
  }

  /// How it ended when it took more steps than any run may.
  public mutating func overrun() -> RetentionResult { .unconfirmed(.store) }

  /// The steps; none is taken back, for each leaves the session as it was or ends it.
  public var rows: [StepRow<RetentionStep>] { RetentionStep.allCases.map { StepRow($0) } }

  /// How it ended when all steps were taken: only a claim that was taken back comes to the end.
  public mutating func finished() -> RetentionResult { .refused(refusal ?? .changed) }

  /// What carries a step out.
  public mutating func request(for step: RetentionStep, _ emit: inout Emitter) -> StepRequest? {
    let limits = policy.sessions
    switch step {
    case .read: return StepRequest(.store(.get(key: id)), limit: limits.storeLimit)
    case .lookFirst, .lookAgain, .checkAgent, .checkRunner, .checkServer:
      return lookRequest(for: step)
    case .decide: return StepRequest(limits.readClock, limit: limits.processLimit)
    case .checkCloser:
      guard let closer = document?.retention?.closing, closer != me else { return nil }
      return StepRequest(.process(.identify(closer)), limit: limits.processLimit)
    case .mark, .capture, .makeFolder, .save: return keepRequest(for: step, &emit)
    case .recordCompletion, .claim, .settle, .release: return writeRequest(for: step, &emit)
    case .kill, .confirm, .confirmServer, .findProcesses, .signalProcess:
      return closeRequest(for: step, &emit)
    }
  }

  /// What the answer means.
  public mutating func judge(
    _ step: RetentionStep, _ outcome: Outcome, _ emit: inout Emitter
  ) -> Judgement<RetentionStep, RetentionResult> {
    switch step {
    case .read: return judgeRead(outcome, &emit)
    case .lookFirst, .lookAgain, .checkAgent, .checkRunner, .checkServer:
      return judgeLook(step, outcome, emit)
    case .decide: return judgeClock(outcome)
    case .checkCloser: return judgeCloser(outcome)
    case .mark, .capture, .makeFolder, .save: return judgeKeeping(step, outcome)
    case .recordCompletion, .claim, .settle, .release: return judgeWrite(step, outcome, &emit)
    case .kill, .confirm, .confirmServer, .findProcesses, .signalProcess:
      return judgeClosing(step, outcome, emit)
    }
  }

  /// What follows when a step was tried as often as it may be.
  public mutating func exhausted(
    _ step: RetentionStep
  ) -> Judgement<RetentionStep, RetentionResult> {
    switch step {
    case .read, .recordCompletion, .claim, .settle: .stop(.unconfirmed(.store))
    // The claim names this process; when that is gone it keeps nobody out.
    case .release: .stop(.refused(refusal ?? .changed))
    case .mark, .kill, .confirm, .confirmServer: .stop(.unconfirmed(.tmux))
    case .capture, .makeFolder, .save: .stop(.refused(.unsaved))
    case .findProcesses, .signalProcess: .stop(.unconfirmed(.survivors))
    case .lookFirst, .lookAgain, .checkAgent, .checkRunner, .checkServer, .decide, .checkCloser:
      .stop(.refused(.unknown))
    }
  }

  /// Folds all of it.
  public func fold(into digest: inout Digest) {
    digest.fold(id)
    digest.fold(UInt32(aim.rawValue), UInt32(judgements))
    me.fold(into: &digest)
    digest.fold(revision)
    digest.fold(document?.hashOfPlaces ?? 0)
    digest.fold(evidence.now ?? -1)
    digest.fold(
      UInt32(evidence.agent.rawValue) << 8 | UInt32(evidence.runner.rawValue),
      UInt32(evidence.server.rawValue))
    evidence.first.fold(into: &digest)
    evidence.second.fold(into: &digest)
    digest.fold(
      UInt32(decision.map { $0.reason.rawValue } ?? .max),
      (wasSafe ? 1 : 0) | (isStale ? 2 : 0) | UInt32(refusal.map { $0.rawValue + 1 } ?? 0) << 8)
    for pane in panes { digest.fold(Int64(pane)) }
    for screen in screens { digest.fold(screen) }
    survivors.fold(into: &digest)
  }
}

extension Sighting: Foldable {
  /// Folds what tells two looks apart.
  public func fold(into digest: inout Digest) {
    switch self {
    case .failed: digest.fold(0, 0)
    case .absent(let answerer):
      digest.fold(1, answerer == .nobody ? 0 : answerer == .same ? 1 : 2)
    case .seen(let session):
      digest.fold(2, UInt32(bitPattern: session.attached))
      session.place.fold(into: &digest)
      for text in [session.name, session.owner, session.generation, session.state] {
        digest.fold(text)
      }
      digest.fold(session.created)
      digest.fold(UInt32(session.panes.count), session.hasLivePane ? 1 : 0)
      for pane in session.panes { digest.fold(Int64(pane)) }
    }
  }
}
