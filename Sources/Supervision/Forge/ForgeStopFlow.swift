import Operations

/// Stops what runs in a session, and says so only when it is gone.
///
/// The backend writes `killed` before anything has ended and answers 200 whatever came of it. What
/// counts is the row, and the process on this machine; where it is not known which one that is,
/// that the backend has answered that it is through. A process that had ended before the stop was sent is left to
/// its row, so that nobody is told it was killed.
struct ForgeStopFlow: Hashable, Sendable, ForgeFlow {
  let policy: ForgePolicy
  let key: Text
  var calls: ForgeCalls
  private var session: ForgeSession
  private var step = Step.idle
  private var read = ForgeRecordRead()
  private var write = ForgeRecordWrite()
  private var hasSeenRunning = false
  private var isAnswered = false
  /// Whether the row says that it has ended by itself, which a backend says of all that it has lost.
  private var isSaidToHaveEnded = false
  private var stopCount: Int32 = 0
  private var lookCount: Int32 = 0
  private var exitCount: Int32 = 0
  private var status = ForgeProcessStatus.running
  private var evidence = ForgeStopEvidence.processGone
  private var trouble: ForgeTrouble?

  enum Step: UInt8, Hashable, Sendable {
    case idle, read, survey, executor, exitPause, send, look, lookPause, confirm, record
  }

  init(key: Text, me: ProcessIdentity, _ policy: ForgePolicy, _ calls: ForgeCalls) {
    self.key = key
    self.policy = policy
    self.calls = calls
    session = ForgeSession(key: key, project: 0, title: .empty, base: .empty, claimer: me)
  }

  mutating func begin(_ emit: inout Emitter) {
    step = .read
    read.begin(key, &calls, policy, &emit)
  }

  mutating func handle(_ outcome: Outcome, _ emit: inout Emitter) -> ForgeResult? {
    switch step {
    case .read:
      switch read.handle(outcome, &calls, policy, &emit) {
      case .session(let session):
        guard session.phase == .created else { return .refused(.notCreated) }
        self.session = session
        return list(.survey, &emit)
      case .failed(let obstacle): return .refused(obstacle)
      case nil: return nil
      }
    case .survey: return surveyed(outcome, &emit)
    case .executor:
      guard ForgeExecutors.lives(outcome, policy) == false,
        exitCount < policy.exitLookCountMax
      else { return send(&emit) }
      // It has ended already; the backend sees that a little later.
      exitCount += 1
      return pause(.exitPause, policy.stopPause, &emit)
    case .exitPause, .lookPause:
      expectFired(outcome)
      return list(step == .exitPause ? .survey : .look, &emit)
    case .send:
      // An answer to a stop that had nothing to stop says nothing of one that is under way.
      isAnswered = outcome == .forge(.done) && hasSeenRunning
      if outcome != .forge(.done) { trouble = ForgeTrouble(outcome) }
      return list(.look, &emit)
    case .look: return looked(outcome, &emit)
    case .confirm: return identified(outcome, &emit)
    case .record:
      // The stop is a fact whether or not the record can say so.
      guard let result = write.handle(outcome, &calls, policy, &emit) else { return nil }
      if case .written(let revision) = result { session.revision = revision }
      return .stopped(session, evidence)
    case .idle:
      preconditionFailure("\(outcome) for a stop that was not begun: \(self)")
    }
  }

  private mutating func list(_ next: Step, _ emit: inout Emitter) -> ForgeResult? {
    step = next
    calls.ask(
      .forge(.listProcesses(attempt: session.attempt)), limit: policy.readLimit, &emit)
    return nil
  }

  private mutating func pause(
    _ next: Step, _ interval: Interval, _ emit: inout Emitter
  ) -> ForgeResult? {
    step = next
    calls.ask(.timer(interval), &emit)
    return nil
  }

  /// Whether a row says that something runs; the latest row's status is noted.
  private mutating func note(_ rows: [Row]) -> Bool? {
    var isRunning: Bool?
    for case .forgeProcess(let row) in rows {
      isRunning = row.status == .running || isRunning == true
      status = row.status
      session.process = row.id
    }
    return isRunning
  }

  private mutating func surveyed(_ outcome: Outcome, _ emit: inout Emitter) -> ForgeResult? {
    guard case .forge(.listing) = outcome else {
      // Whether anything runs is not known, and a stop harms nothing that does not.
      trouble = ForgeTrouble(outcome)
      return send(&emit)
    }
    guard let isRunning = note(emit.rows) else { return .refused(.incomplete) }
    if isRunning {
      hasSeenRunning = true
      guard let executor = session.executor else { return send(&emit) }
      step = .executor
      calls.ask(.process(.identify(executor)), limit: policy.readLimit, &emit)
      return nil
    }
    if exitCount > 0 { return .endedByItself(ForgeStatusFlow.word(status)) }
    // A row that is marked as killed may be one that somebody else is stopping now.
    if status == .killed, session.stopped != session.process { return confirm(&emit) }
    return .nothingToStop(ForgeStatusFlow.word(status))
  }

  private mutating func send(_ emit: inout Emitter) -> ForgeResult? {
    step = .send
    stopCount += 1
    lookCount = 0
    calls.ask(.forge(.stop(attempt: session.attempt)), limit: policy.stopLimit, &emit)
    return nil
  }

  private mutating func looked(_ outcome: Outcome, _ emit: inout Emitter) -> ForgeResult? {
    guard case .forge(.listing) = outcome else {
      trouble = ForgeTrouble(outcome)
      return again(&emit)
    }
    guard let isRunning = note(emit.rows), !isRunning else { return again(&emit) }
    switch status {
    case .completed, .failed:
      // A backend that was started again marks what it has lost as failed, and it may live on.
      guard session.executor != nil else { return .endedByItself(ForgeStatusFlow.word(status)) }
      isSaidToHaveEnded = true
      return confirm(&emit)
    case .killed, .stopped, .running:
      isSaidToHaveEnded = false
      return confirm(&emit)
    }
  }

  private mutating func confirm(_ emit: inout Emitter) -> ForgeResult? {
    step = .confirm
    if let executor = session.executor {
      calls.ask(.process(.identify(executor)), limit: policy.readLimit, &emit)
    } else {
      calls.ask(.process(.list), limit: policy.readLimit, &emit)
    }
    return nil
  }

  private mutating func identified(
    _ outcome: Outcome, _ emit: inout Emitter
  ) -> ForgeResult? {
    if session.executor != nil {
      guard ForgeExecutors.lives(outcome, policy) == false else { return again(&emit) }
      return isSaidToHaveEnded
        ? .endedByItself(ForgeStatusFlow.word(status)) : confirmed(.processGone, &emit)
    }
    if case .process(.listing) = outcome,
      !ForgeExecutors.any(since: session.claimer, policy, emit.rows)
    {
      return confirmed(.processGone, &emit)
    }
    // Which process it is nobody knows; the backend has answered that it is through with it.
    return isAnswered ? confirmed(.answeredAndMarked, &emit) : again(&emit)
  }

  /// Looks again, or sends the stop again while the row says that something runs; often enough.
  private mutating func again(_ emit: inout Emitter) -> ForgeResult? {
    if lookCount < policy.stopLookCountMax {
      lookCount += 1
      return pause(.lookPause, policy.stopPause, &emit)
    }
    if status == .running, stopCount < policy.stopCountMax { return send(&emit) }
    if let trouble, !isAnswered { return .stopUnconfirmed(.forge(trouble)) }
    return .stopUnconfirmed(.executorAlive)
  }

  private mutating func confirmed(
    _ evidence: ForgeStopEvidence, _ emit: inout Emitter
  ) -> ForgeResult? {
    self.evidence = evidence
    session.stopped = session.process
    step = .record
    write.begin(session, &calls, policy, &emit)
    return nil
  }

  func fold(into digest: inout Digest) {
    digest.fold(key)
    calls.fold(into: &digest)
    session.fold(into: &digest)
    read.fold(into: &digest)
    write.fold(into: &digest)
    let flags: UInt32 =
      (isAnswered ? 1 : 0) | (hasSeenRunning ? 2 : 0) | (isSaidToHaveEnded ? 4 : 0)
    digest.fold(UInt32(step.rawValue) << 3 | flags, UInt32(status.rawValue))
    digest.fold(UInt32(bitPattern: stopCount), UInt32(bitPattern: lookCount))
    digest.fold(UInt32(bitPattern: exitCount), UInt32(evidence.rawValue))
    digest.fold(trouble == nil ? 0 : 1, 0)
    trouble?.fold(into: &digest)
  }
}
