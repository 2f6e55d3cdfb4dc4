import Operations

/// Says where a session stands, from the latest of its processes.
///
/// An attempt has no status of its own. `killed` is shown as stopped only when its stop was
/// confirmed before, or no process of this machine can be it any more; as running until then.
struct ForgeStatusFlow: Hashable, Sendable, ForgeFlow {
  let policy: ForgePolicy
  let key: Text
  var calls: ForgeCalls
  private var session: ForgeSession
  private var step = Step.idle
  private var read = ForgeRecordRead()
  private var status = ForgeProcessStatus.running
  private var retryCount: Int32 = 0

  enum Step: UInt8, Hashable, Sendable {
    case idle, read, list, retryPause, executor
  }

  init(key: Text, me: ProcessIdentity, _ policy: ForgePolicy, _ calls: ForgeCalls) {
    self.key = key
    self.policy = policy
    self.calls = calls
    session = ForgeSession(key: key, project: 0, title: .empty, base: .empty, claimer: me)
  }

  /// The word that is shown for a row whose process is not there any more.
  static func word(_ status: ForgeProcessStatus) -> ForgeStatus {
    switch status {
    case .running: .running
    case .completed: .completed
    case .failed: .failed
    case .killed, .stopped: .stopped
    }
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
        return list(&emit)
      case .failed(let obstacle): return .refused(obstacle)
      case nil: return nil
      }
    case .list: return listed(outcome, &emit)
    case .retryPause:
      expectFired(outcome)
      return list(&emit)
    case .executor:
      let lives = lives(outcome, emit.rows)
      guard status == .killed else {
        return .status(Self.word(status), session, leavesExecutor: lives)
      }
      return .status(lives ? .running : .stopped, session, leavesExecutor: false)
    case .idle:
      preconditionFailure("\(outcome) for a status that was not asked for: \(self)")
    }
  }

  private mutating func list(_ emit: inout Emitter) -> ForgeResult? {
    step = .list
    calls.ask(
      .forge(.listProcesses(attempt: session.attempt)), limit: policy.readLimit, &emit)
    return nil
  }

  private mutating func listed(_ outcome: Outcome, _ emit: inout Emitter) -> ForgeResult? {
    guard case .forge(.listing) = outcome else {
      guard retryCount < policy.requestCountMax else {
        return .unresolved(.forge(ForgeTrouble(outcome)))
      }
      step = .retryPause
      calls.ask(.timer(policy.lookPause(after: retryCount)), &emit)
      retryCount += 1
      return nil
    }
    var latest: ForgeProcess?
    for case .forgeProcess(let row) in emit.rows { latest = row }
    guard let latest else { return .unresolved(.incomplete) }
    // Somebody else may have sent a follow-up: the process on record is an older one's then.
    let isOnRecord = session.process == latest.id
    session.process = latest.id
    if !latest.conversation.isEmpty { session.conversation = latest.conversation }
    status = latest.status
    guard status != .running, session.stopped != latest.id else {
      return .status(Self.word(status), session, leavesExecutor: false)
    }
    if let executor = session.executor, isOnRecord {
      step = .executor
      calls.ask(.process(.identify(executor)), limit: policy.readLimit, &emit)
      return nil
    }
    guard status == .killed else {
      return .status(Self.word(status), session, leavesExecutor: false)
    }
    session.executor = nil
    step = .executor
    calls.ask(.process(.list), limit: policy.readLimit, &emit)
    return nil
  }

  /// Whether the executor lives, or may live; unknown is not dead.
  private func lives(_ outcome: Outcome, _ rows: [Row]) -> Bool {
    if session.executor != nil { return ForgeExecutors.lives(outcome, policy) ?? true }
    guard case .process(.listing) = outcome else { return true }
    return ForgeExecutors.any(since: session.claimer, policy, rows)
  }

  func fold(into digest: inout Digest) {
    digest.fold(key)
    calls.fold(into: &digest)
    session.fold(into: &digest)
    read.fold(into: &digest)
    digest.fold(UInt32(step.rawValue), UInt32(status.rawValue))
    digest.fold(UInt32(bitPattern: retryCount), 0)
  }
}
