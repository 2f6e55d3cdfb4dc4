import Operations

/// Goes on with a session: one more process in the same attempt, that is in the same worktree and
/// branch, and in the same conversation.
///
/// The real backend starts it also beside one that runs, and in a fresh conversation when it does
/// not know the old one; both are refused here. The follow-up is announced in the record before it
/// is sent, with the process that was the latest until then: whether one whose answer was lost has
/// arrived shows in the attempt's processes, and nothing is sent again for it. What a documented
/// backend, which keeps one process, does not show is a follow-up that was over before the look.
struct ForgeResume: Hashable, Sendable, ForgeFlow {
  let policy: ForgePolicy
  let me: ProcessIdentity
  let key: Text
  let prompt: Text
  let isForced: Bool
  var calls: ForgeCalls
  var session: ForgeSession
  var step = Step.idle
  private var read = ForgeRecordRead()
  private var write = ForgeRecordWrite()
  private var startedAt = Instant.start
  private var absentAfter: Instant?
  private var isDecisive = false
  private var hasSent = false
  private var isFailed = false
  private var rejection: ForgeTrouble?
  private var runningCount: Int32 = 0
  private var conversationCount: Int32 = 0
  private var lookCount: Int32 = 0
  private var conflictCount: Int32 = 0
  private var latest: ForgeProcess?
  private var processCount: Int32 = 0

  enum Step: UInt8, Hashable, Sendable {
    case idle, startClock, read, claimer, survey, surveyPause, executor, announce, send, look
    case lookPause, lookClock, clear, processes, record, endClock
  }

  init(
    key: Text, prompt: Text, isForced: Bool, me: ProcessIdentity, _ policy: ForgePolicy,
    _ calls: ForgeCalls
  ) {
    self.key = key
    self.prompt = prompt
    self.isForced = isForced
    self.me = me
    self.policy = policy
    self.calls = calls
    session = ForgeSession(key: key, project: 0, title: .empty, base: .empty, claimer: me)
  }

  mutating func begin(_ emit: inout Emitter) {
    step = .startClock
    calls.ask(.readClock(.monotonic), &emit)
  }

  mutating func handle(_ outcome: Outcome, _ emit: inout Emitter) -> ForgeResult? {
    switch step {
    case .startClock:
      startedAt = instant(outcome)
      return readRecord(&emit)
    case .read:
      switch read.handle(outcome, &calls, policy, &emit) {
      case .session(let session): return begin(with: session, &emit)
      case .failed(let obstacle): return .refused(obstacle)
      case nil: return nil
      }
    case .claimer:
      guard ForgeExecutors.lives(outcome, policy) == false else { return .refused(.anotherCaller) }
      return ask(.look, &emit)
    case .survey: return surveyed(outcome, &emit)
    case .surveyPause:
      expectFired(outcome)
      return ask(.survey, &emit)
    case .executor:
      guard ForgeExecutors.lives(outcome, policy) == false else {
        return wait(\.runningCount, policy.runningCountMax, .executorAlive, &emit)
      }
      session.executor = nil
      return checkConversation(&emit)
    case .announce, .clear, .record:
      guard let result = write.handle(outcome, &calls, policy, &emit) else { return nil }
      return written(result, &emit)
    case .send: return sent(outcome, &emit)
    case .look: return looked(outcome, &emit)
    case .lookPause:
      expectFired(outcome)
      step = .lookClock
      calls.ask(.readClock(.monotonic), &emit)
      return nil
    case .lookClock:
      let now = instant(outcome)
      if absentAfter == nil {
        absentAfter =
          now + policy.createGrace + (hasSent ? .zero : policy.followUpLimit)
      }
      isDecisive = absentAfter.map { now >= $0 } ?? false
      return ask(.look, &emit)
    case .processes:
      // Without a listing the process stays unknown, which every later step can live with.
      if case .process(.listing) = outcome {
        let since = session.followUp?.claimer ?? me
        session.executor = ForgeExecutors.only(since: since, policy, emit.rows)
      }
      session.followUp = nil
      return put(.record, &emit)
    case .endClock:
      if isFailed { return .failedToStart(session) }
      return .resumed(session, elapsed: instant(outcome) - startedAt)
    case .idle:
      preconditionFailure("\(outcome) for a follow-up that was not begun: \(self)")
    }
  }

  // MARK: - Before

  private mutating func readRecord(_ emit: inout Emitter) -> ForgeResult? {
    step = .read
    read.begin(key, &calls, policy, &emit)
    return nil
  }

  private mutating func begin(
    with session: ForgeSession, _ emit: inout Emitter
  ) -> ForgeResult? {
    guard session.phase == .created else { return .refused(.notCreated) }
    self.session = session
    guard let pending = session.followUp else { return ask(.survey, &emit) }
    step = .claimer
    calls.ask(.process(.identify(pending.claimer)), limit: policy.readLimit, &emit)
    return nil
  }

  private mutating func ask(_ next: Step, _ emit: inout Emitter) -> ForgeResult? {
    step = next
    calls.ask(
      .forge(.listProcesses(attempt: session.attempt)), limit: policy.readLimit, &emit)
    return nil
  }

  private mutating func note(_ rows: [Row]) {
    latest = nil
    processCount = 0
    for case .forgeProcess(let row) in rows {
      latest = row
      processCount += 1
      if !row.conversation.isEmpty { session.conversation = row.conversation }
    }
  }

  private mutating func surveyed(_ outcome: Outcome, _ emit: inout Emitter) -> ForgeResult? {
    guard case .forge(.listing) = outcome else {
      let trouble = ForgeTrouble(outcome)
      return wait(\.lookCount, policy.requestCountMax, .forge(trouble), &emit)
    }
    note(emit.rows)
    guard let latest else { return .refused(.incomplete) }
    guard latest.status != .running else {
      return wait(\.runningCount, policy.runningCountMax, .running, &emit)
    }
    guard let executor = session.executor else { return checkConversation(&emit) }
    step = .executor
    calls.ask(.process(.identify(executor)), limit: policy.readLimit, &emit)
    return nil
  }

  private mutating func checkConversation(_ emit: inout Emitter) -> ForgeResult? {
    guard !session.conversation.isEmpty || isForced else {
      return wait(
        \.conversationCount, policy.conversationCountMax, .contextWouldBeLost, &emit)
    }
    session.followUp = ForgeSession.FollowUp(
      prompt: prompt, before: latest?.id ?? 0, count: processCount, claimer: me)
    return put(.announce, &emit)
  }

  /// Waits and surveys again, or refuses when that was done often enough.
  private mutating func wait(
    _ count: WritableKeyPath<Self, Int32>, _ most: Int32, _ obstacle: ForgeObstacle,
    _ emit: inout Emitter
  ) -> ForgeResult? {
    guard self[keyPath: count] < most else { return .refused(obstacle) }
    self[keyPath: count] += 1
    step = .surveyPause
    calls.ask(.timer(policy.resumePause), &emit)
    return nil
  }

  private mutating func put(_ next: Step, _ emit: inout Emitter) -> ForgeResult? {
    step = next
    write.begin(session, &calls, policy, &emit)
    return nil
  }

  private mutating func written(
    _ result: ForgeRecordWrite.Result, _ emit: inout Emitter
  ) -> ForgeResult? {
    switch (step, result) {
    case (.announce, .written(let revision)):
      session.revision = revision
      step = .send
      hasSent = true
      calls.ask(
        .forge(.followUp(attempt: session.attempt, prompt: prompt)), limit: policy.followUpLimit,
        &emit)
      return nil
    case (.announce, .lost):
      guard conflictCount < policy.requestCountMax else { return .refused(.recordChanged) }
      conflictCount += 1
      return readRecord(&emit)
    case (.announce, .failed(let failure)):
      return .refused(.store(failure))
    case (.clear, .written(let revision)):
      session.revision = revision
      if let rejection { return .refused(.forge(rejection)) }
      return hasSent ? .refused(.notSent) : ask(.survey, &emit)
    case (.clear, .lost):
      return .refused(.recordChanged)
    case (.clear, .failed(let failure)):
      return .refused(.store(failure))
    case (.record, .written(let revision)):
      session.revision = revision
      return end(&emit)
    case (.record, .lost), (.record, .failed):
      // It runs; that the record lacks it is put right by whoever comes next, who looks first.
      return end(&emit)
    default:
      preconditionFailure("\(result) for a follow-up that writes nothing: \(self)")
    }
  }

  // MARK: - After

  private mutating func sent(_ outcome: Outcome, _ emit: inout Emitter) -> ForgeResult? {
    if case .forge(.process(let process)) = outcome, process.attempt == session.attempt {
      return runs(process, &emit)
    }
    let trouble = ForgeTrouble(outcome)
    if trouble == .refused {
      rejection = .refused
      session.followUp = nil
      return put(.clear, &emit)
    }
    if trouble.isRejection {
      rejection = trouble
      isDecisive = true
    }
    return ask(.look, &emit)
  }

  private mutating func looked(_ outcome: Outcome, _ emit: inout Emitter) -> ForgeResult? {
    guard let pending = session.followUp else {
      preconditionFailure("a look for a follow-up that nobody announced: \(self)")
    }
    guard case .forge(.listing) = outcome else {
      let trouble = ForgeTrouble(outcome)
      guard lookCount < policy.lookCountMax else { return .unresolved(.forge(trouble)) }
      return pauseLook(&emit)
    }
    note(emit.rows)
    if let latest,
      latest.id != pending.before || processCount > pending.count
        || latest.status == .running
    {
      if hasSent || pending.prompt == prompt { return runs(latest, &emit) }
      // It was another prompt's: that one is settled, and this one begins.
      session.process = latest.id
      session.followUp = nil
      return put(.clear, &emit)
    }
    guard isDecisive else {
      guard lookCount < policy.lookCountMax else { return .unresolved(.notSent) }
      return pauseLook(&emit)
    }
    session.followUp = nil
    return put(.clear, &emit)
  }

  private mutating func pauseLook(_ emit: inout Emitter) -> ForgeResult? {
    step = .lookPause
    calls.ask(.timer(policy.lookPause(after: lookCount)), &emit)
    lookCount += 1
    return nil
  }

  private mutating func runs(
    _ process: ForgeProcess, _ emit: inout Emitter
  ) -> ForgeResult? {
    session.process = process.id
    session.stopped = 0
    isFailed = process.status == .failed
    step = .processes
    calls.ask(.process(.list), limit: policy.readLimit, &emit)
    return nil
  }

  private mutating func end(_ emit: inout Emitter) -> ForgeResult? {
    step = .endClock
    calls.ask(.readClock(.monotonic), &emit)
    return nil
  }

  func fold(into digest: inout Digest) {
    me.fold(into: &digest)
    digest.fold(key)
    digest.fold(prompt)
    calls.fold(into: &digest)
    session.fold(into: &digest)
    read.fold(into: &digest)
    write.fold(into: &digest)
    digest.fold(startedAt.nanoseconds)
    digest.fold(absentAfter?.nanoseconds ?? -1)
    let flags: [Bool] = [isForced, isDecisive, hasSent, isFailed, latest != nil, rejection != nil]
    digest.fold(flags.reduce(0) { $0 << 1 | ($1 ? 1 : 0) }, UInt32(step.rawValue))
    latest?.fold(into: &digest)
    rejection?.fold(into: &digest)
    for count in [runningCount, conversationCount, lookCount, conflictCount, processCount] {
      digest.fold(Int64(count))
    }
  }
}
