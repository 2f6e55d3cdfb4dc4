import Operations

/// Creates a session for a run key, once, whatever is lost, doubled or restarted.
///
/// Sources of truth: the store's record says who may act for the key and whether something may
/// have been sent; the backend's rows say what there is; neither's silence says anything. The
/// intent is recorded before the request is sent. What became of a request whose answer was lost
/// is found by looking for the key, and no life of a caller sends it twice. A creation that stopped
/// half way is finished with a new attempt at its task. Only what is proven not to be there, and
/// recorded as given up, is reported as safe to launch elsewhere.
struct ForgeCreate: Hashable, Sendable, ForgeFlow {
  let policy: ForgePolicy
  let me: ProcessIdentity
  var calls: ForgeCalls
  var session: ForgeSession
  var step = Step.idle
  var write = ForgeRecordWrite()
  var read = ForgeRecordRead()
  var look = ForgeLook()
  var startedAt = Instant.start
  /// When a look that finds nothing proves that there is nothing; nil while that is not known.
  var absentAfter: Instant?
  /// Whether the look under way proves absence.
  var isDecisive = false
  /// Whether this life has sent its creation.
  var hasSent = false
  /// Whether this life has asked for an attempt at a task that had none.
  var hasAskedAttempt = false
  /// Whether the process was found by a look rather than told by an answer.
  var isAdopted = false
  var status = ForgeProcessStatus.running
  var lookCount: Int32 = 0
  var otherCount: Int32 = 0
  var certainty = ForgeCertainty.provenAbsent
  var isNew = true
  var isRecorded = true

  enum Step: UInt8, Hashable, Sendable {
    case idle, startClock, intent, claimer, otherPause, otherRead, send, look, lookPause, lookClock
    case claim, attemptClaim, createAttempt, spawnPause, processes, record, giveUp, endClock
  }

  init(
    _ session: ForgeSession, me: ProcessIdentity, _ policy: ForgePolicy, _ calls: ForgeCalls
  ) {
    self.session = session
    self.me = me
    self.policy = policy
    self.calls = calls
  }

  mutating func begin(_ emit: inout Emitter) {
    step = .startClock
    calls.ask(.readClock(.monotonic), &emit)
  }

  mutating func handle(_ outcome: Outcome, _ emit: inout Emitter) -> ForgeResult? {
    switch step {
    case .startClock:
      startedAt = instant(outcome)
      return put(.intent, &emit)
    case .intent, .claim, .attemptClaim, .record, .giveUp:
      guard let result = write.handle(outcome, &calls, policy, &emit) else { return nil }
      return written(result, &emit)
    case .claimer:
      return learnClaimer(outcome, &emit)
    case .otherPause:
      expectFired(outcome)
      step = .otherRead
      read.begin(session.key, &calls, policy, &emit)
      return nil
    case .otherRead:
      switch read.handle(outcome, &calls, policy, &emit) {
      case .session(let session): return adopt(session, &emit)
      case .failed(let obstacle): return .unresolved(obstacle)
      case nil: return nil
      }
    case .send:
      return sent(outcome, &emit)
    case .look:
      guard let finding = look.handle(outcome, &calls, policy, &emit) else { return nil }
      return found(finding, &emit)
    case .lookPause:
      expectFired(outcome)
      step = .lookClock
      calls.ask(.readClock(.monotonic), &emit)
      return nil
    case .lookClock:
      lookAgain(at: instant(outcome), &emit)
      return nil
    case .createAttempt:
      return attempted(outcome, &emit)
    case .spawnPause:
      expectFired(outcome)
      return listProcesses(&emit)
    case .processes:
      // A listing that failed leaves the process unknown, which every later step can live with.
      if case .process(.listing) = outcome {
        session.executor = ForgeExecutors.only(since: session.claimer, policy, emit.rows)
      }
      return recordIDs(&emit)
    case .endClock:
      return finished(at: instant(outcome))
    case .idle:
      preconditionFailure("\(outcome) for a creation that was not begun: \(self)")
    }
  }

  // MARK: - The record

  mutating func put(_ next: Step, _ emit: inout Emitter) -> ForgeResult? {
    step = next
    write.begin(session, &calls, policy, &emit)
    return nil
  }

  private mutating func written(
    _ result: ForgeRecordWrite.Result, _ emit: inout Emitter
  ) -> ForgeResult? {
    switch (step, result) {
    case (.intent, .written(let revision)), (.claim, .written(let revision)):
      session.revision = revision
      return send(&emit)
    case (.attemptClaim, .written(let revision)):
      session.revision = revision
      hasAskedAttempt = true
      step = .createAttempt
      calls.ask(
        .forge(.createAttempt(task: session.task, base: session.base)), limit: policy.createLimit,
        &emit)
      return nil
    case (.record, .written(let revision)):
      session.revision = revision
      return end(&emit)
    case (.giveUp, .written):
      return .fallBackLocally(certainty)
    case (.intent, .lost(let record)), (.claim, .lost(let record)),
      (.attemptClaim, .lost(let record)):
      guard let other = ForgeSession.decode(record, &emit) else { return .unresolved(.badRecord) }
      return adopt(other, &emit)
    case (.record, .lost(let record)):
      return yield(to: record, &emit)
    case (.giveUp, .lost):
      return .unresolved(.recordChanged)
    case (.intent, .failed(let failure)):
      // The intent was not recorded, so nothing was sent.
      return .refused(.store(failure))
    case (.claim, .failed(let failure)), (.attemptClaim, .failed(let failure)),
      (.giveUp, .failed(let failure)):
      return .unresolved(.store(failure))
    case (.record, .failed):
      isRecorded = false
      return end(&emit)
    default:
      preconditionFailure("\(result) for a creation that writes nothing: \(self)")
    }
  }

  /// Somebody else has written over the intent while the ids were being found.
  private mutating func yield(to record: StoredRecord, _ emit: inout Emitter) -> ForgeResult? {
    guard let other = ForgeSession.decode(record, &emit), other.phase == .created,
      other.task == session.task
    else { return .unresolved(.recordChanged) }
    session = other
    isNew = false
    return end(&emit)
  }

  /// Goes on from what another caller, or an earlier life, has recorded.
  mutating func adopt(_ other: ForgeSession, _ emit: inout Emitter) -> ForgeResult? {
    session = other
    isNew = false
    switch other.phase {
    case .created:
      return end(&emit)
    case .fellBack:
      return .fallBackLocally(.recorded)
    case .intended:
      step = .claimer
      calls.ask(.process(.identify(other.claimer)), limit: policy.readLimit, &emit)
      return nil
    }
  }

  private mutating func learnClaimer(
    _ outcome: Outcome, _ emit: inout Emitter
  ) -> ForgeResult? {
    if session.claimer != me, ForgeExecutors.lives(outcome, policy) != false {
      // It lives, or nobody can say: what it is about to do is its own.
      guard otherCount < policy.otherCallerCountMax else { return .unresolved(.anotherCaller) }
      otherCount += 1
      step = .otherPause
      calls.ask(.timer(policy.otherCallerPause), &emit)
      return nil
    }
    return beginLook(&emit)
  }
}

extension ForgeCreate {
  func fold(into digest: inout Digest) {
    me.fold(into: &digest)
    calls.fold(into: &digest)
    session.fold(into: &digest)
    digest.fold(UInt32(step.rawValue), UInt32(status.rawValue))
    write.fold(into: &digest)
    read.fold(into: &digest)
    look.fold(into: &digest)
    digest.fold(startedAt.nanoseconds)
    digest.fold(absentAfter?.nanoseconds ?? -1)
    let flags: [Bool] = [isDecisive, hasSent, hasAskedAttempt, isAdopted, isNew, isRecorded]
    digest.fold(flags.reduce(0) { $0 << 1 | ($1 ? 1 : 0) }, UInt32(certainty.rawValue))
    digest.fold(UInt32(bitPattern: lookCount), UInt32(bitPattern: otherCount))
  }
}
