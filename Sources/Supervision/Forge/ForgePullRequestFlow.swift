import Operations

/// Opens a pull request for a session that is completed, unless its branch has one.
///
/// Whether one was opened is the host's to say, before it is asked for and after an answer was
/// lost; it is asked for once.
struct ForgePullRequestFlow: Hashable, Sendable, ForgeFlow {
  let policy: ForgePolicy
  let key: Text
  let title: Text
  var calls: ForgeCalls
  private var session: ForgeSession
  private var step = Step.idle
  private var read = ForgeRecordRead()
  private var write = ForgeRecordWrite()
  private var retryCount: Int32 = 0
  private var trouble: ForgeTrouble?

  enum Step: UInt8, Hashable, Sendable {
    case idle, read, survey, surveyPause, observe, observePause, create, record
  }

  init(
    key: Text, title: Text, me: ProcessIdentity, _ policy: ForgePolicy, _ calls: ForgeCalls
  ) {
    self.key = key
    self.title = title
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
        if !session.pullRequest.isEmpty { return .text(session.pullRequest) }
        return survey(&emit)
      case .failed(let obstacle): return .refused(obstacle)
      case nil: return nil
      }
    case .survey: return surveyed(outcome, &emit)
    case .surveyPause:
      expectFired(outcome)
      return survey(&emit)
    case .observe: return observed(outcome, &emit)
    case .observePause:
      expectFired(outcome)
      return observe(&emit)
    case .create:
      if case .forge(.text(let url)) = outcome { return record(url, &emit) }
      trouble = ForgeTrouble(outcome)
      retryCount = 0
      return observe(&emit)
    case .record:
      // It is open whether or not the record can say so.
      return write.handle(outcome, &calls, policy, &emit) == nil
        ? nil : .text(session.pullRequest)
    case .idle:
      preconditionFailure("\(outcome) for a pull request that was not begun: \(self)")
    }
  }

  private mutating func survey(_ emit: inout Emitter) -> ForgeResult? {
    step = .survey
    calls.ask(
      .forge(.listProcesses(attempt: session.attempt)), limit: policy.readLimit, &emit)
    return nil
  }

  private mutating func surveyed(_ outcome: Outcome, _ emit: inout Emitter) -> ForgeResult? {
    guard case .forge(.listing) = outcome else {
      return pause(.surveyPause, .forge(ForgeTrouble(outcome)), &emit)
    }
    var latest: ForgeProcessStatus?
    for case .forgeProcess(let row) in emit.rows { latest = row.status }
    guard latest == .completed else { return .refused(.notCompleted) }
    retryCount = 0
    return observe(&emit)
  }

  private mutating func observe(_ emit: inout Emitter) -> ForgeResult? {
    step = .observe
    calls.ask(.pullRequest(.observe(branch: session.branch)), limit: policy.hostLimit, &emit)
    return nil
  }

  private mutating func observed(_ outcome: Outcome, _ emit: inout Emitter) -> ForgeResult? {
    guard case .pullRequest(.facts(let facts)) = outcome else {
      return pause(
        .observePause, trouble.map { .forge($0) } ?? .hostUnreachable, &emit)
    }
    if facts.state != .none { return record(emit.texts.text("open"), &emit) }
    if let trouble {
      // What the host shows may be older than what was done: a few looks.
      return pause(.observePause, .forge(trouble), &emit)
    }
    step = .create
    calls.ask(
      .forge(.createPullRequest(attempt: session.attempt, title: title)),
      limit: policy.createLimit, &emit)
    return nil
  }

  private mutating func pause(
    _ next: Step, _ obstacle: ForgeObstacle, _ emit: inout Emitter
  ) -> ForgeResult? {
    guard retryCount < policy.requestCountMax else {
      return trouble == nil ? .refused(obstacle) : .unresolved(obstacle)
    }
    step = next
    calls.ask(.timer(policy.lookPause(after: retryCount)), &emit)
    retryCount += 1
    return nil
  }

  private mutating func record(_ url: Text, _ emit: inout Emitter) -> ForgeResult? {
    session.pullRequest = url
    step = .record
    write.begin(session, &calls, policy, &emit)
    return nil
  }

  func fold(into digest: inout Digest) {
    digest.fold(key)
    digest.fold(title)
    calls.fold(into: &digest)
    session.fold(into: &digest)
    read.fold(into: &digest)
    write.fold(into: &digest)
    digest.fold(UInt32(step.rawValue), UInt32(bitPattern: retryCount))
    digest.fold(trouble == nil ? 0 : 1, 0)
    trouble?.fold(into: &digest)
  }
}
