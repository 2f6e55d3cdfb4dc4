import Operations

/// Follows a log or a diff over as many connections as it takes, and passes each entry on once.
///
/// `finished` is no cut: a log that is finished is over, and is read once more, because what a
/// connection missed while it subscribed, or lost when it lagged, shows only there. It says nothing
/// of success either: that is asked afterwards. A connection that was cut, that is silent, or that
/// reached its limit is replaced by another one.
struct ForgeStreamFlow: Hashable, Sendable {
  let policy: ForgePolicy
  let key: Text
  let isDiff: Bool
  let isLive: Bool
  var calls: ForgeCalls
  private var session: ForgeSession
  private var step = Step.idle
  private var read = ForgeRecordRead()
  private var entries: ForgeEntries
  private var connection = Tag(rawValue: 0)
  private var watch = Tag(rawValue: 0)
  private var isOpen = false
  private var isVerifying = false
  private var hasNews = false
  private var hasBroughtNews = false
  private var hasEnded = false
  private var isUnknown = false
  private var failureCount: Int32 = 0
  private var connectionCount: Int32 = 0
  private var statusCount: Int32 = 0
  private var end = ForgeStreamReport.End.finished
  /// How many entries were passed on.
  private(set) var shownCount: Int32 = 0

  enum Step: UInt8, Hashable, Sendable {
    case idle, read, streaming, watchStatus, pause, close, status, statusPause
  }

  init(
    key: Text, isDiff: Bool, isLive: Bool, me: ProcessIdentity, _ policy: ForgePolicy,
    _ calls: ForgeCalls
  ) {
    self.key = key
    self.isDiff = isDiff
    self.isLive = isLive
    self.policy = policy
    self.calls = calls
    entries = ForgeEntries(isDiff: isDiff)
    session = ForgeSession(key: key, project: 0, title: .empty, base: .empty, claimer: me)
  }

  mutating func begin(_ emit: inout Emitter) {
    step = .read
    read.begin(key, &calls, policy, &emit)
  }

  /// Goes on with an outcome; nil while there is more to come.
  mutating func handle(_ tag: Tag, _ outcome: Outcome, _ emit: inout Emitter) -> ForgeResult? {
    if isOpen, tag == connection { return streamed(outcome, &emit) }
    if isOpen, tag == watch { return watched(outcome, &emit) }
    if tag == ForgeCalls.output {
      calls.wrote(outcome, &emit)
      return nil
    }
    guard calls.takes(tag) else { return nil }
    switch step {
    case .read:
      switch read.handle(outcome, &calls, policy, &emit) {
      case .session(let session):
        guard session.phase == .created else { return .refused(.notCreated) }
        self.session = session
        return connect(&emit)
      case .failed(let obstacle): return .refused(obstacle)
      case nil: return nil
      }
    case .watchStatus:
      step = .streaming
      // Whoever cannot be asked now is asked again at the next watch.
      if case .forge(.listing) = outcome { hasEnded = latest(emit.rows) != .running }
      return nil
    case .pause:
      precondition(outcome == .fired, "\(outcome) is no end of a pause: \(self)")
      return connect(&emit)
    case .close:
      // Closed or not: what still comes of it is nobody's.
      return askStatus(&emit)
    case .status: return told(outcome, &emit)
    case .statusPause:
      precondition(outcome == .fired, "\(outcome) is no end of a pause: \(self)")
      return askStatus(&emit)
    case .idle, .streaming:
      preconditionFailure("\(outcome) for a stream that awaits none: \(self)")
    }
  }

  /// Somebody wants it to end; what was open is closed first.
  mutating func interrupt(_ emit: inout Emitter) -> ForgeResult? {
    guard end != .interrupted else { return nil }
    end = .interrupted
    switch step {
    case .close, .status, .statusPause: return nil
    case .idle, .read, .pause: return report(nil)
    case .streaming, .watchStatus: return close(&emit)
    }
  }

  // MARK: - Connections

  private mutating func connect(_ emit: inout Emitter) -> ForgeResult? {
    guard connectionCount < policy.connectionCountMax else {
      end = .cut
      return askStatus(&emit)
    }
    connectionCount += 1
    step = .streaming
    isOpen = true
    hasNews = false
    hasBroughtNews = false
    connection = calls.next()
    entries.beginConnection()
    let request: ForgeRequest =
      isDiff ? .streamDiff(attempt: session.attempt) : .streamLog(process: session.process)
    emit.perform(.forge(request), connection, limit: policy.streamLimit)
    beginWatch(&emit)
    return nil
  }

  private mutating func beginWatch(_ emit: inout Emitter) {
    watch = calls.next()
    let pause =
      if !isDiff { policy.streamSilence } else if isLive { policy.diffStatusPause } else {
        policy.diffQuiet
      }
    emit.perform(.timer(pause), watch)
  }

  private mutating func streamed(
    _ outcome: Outcome, _ emit: inout Emitter
  ) -> ForgeResult? {
    switch outcome {
    case .forge(.entry(let index, let text)):
      hasNews = true
      switch entries.take(index, text) {
      case .new, .late:
        hasBroughtNews = true
        shownCount += 1
        calls.show(text, &emit)
      case .known: break
      case .gap: return reconnect(closing: true, &emit)
      }
      return nil
    case .forge(.finished):
      hangUp(&emit)
      guard policy.verifiesFinishedLogs, !isVerifying else { return askStatus(&emit) }
      isVerifying = true
      return connect(&emit)
    case .forge(.failed(.status(404))):
      isUnknown = true
      return reconnect(closing: false, &emit)
    case .limitPassed:
      return reconnect(closing: true, &emit)
    case .forge(.cut), .forge(.failed):
      return reconnect(closing: false, &emit)
    default:
      // Anything else is no stream, whoever sent it.
      return reconnect(closing: true, &emit)
    }
  }

  /// Looks what came since the last look.
  private mutating func watched(_ outcome: Outcome, _ emit: inout Emitter) -> ForgeResult? {
    guard outcome == .fired else { return nil }
    defer { hasNews = false }
    guard !hasNews else {
      beginWatch(&emit)
      return nil
    }
    if isDiff, !isLive || hasEnded {
      end = .quiet
      return close(&emit)
    }
    guard isDiff else {
      // A silent connection may be a dead one; the history tells.
      hasBroughtNews = true
      return reconnect(closing: true, &emit)
    }
    if step == .streaming {
      step = .watchStatus
      calls.ask(
        .forge(.listProcesses(attempt: session.attempt)), limit: policy.readLimit, &emit)
    }
    beginWatch(&emit)
    return nil
  }

  private mutating func reconnect(closing: Bool, _ emit: inout Emitter) -> ForgeResult? {
    let isFruitful = hasBroughtNews
    if closing {
      emit.perform(.forge(.closeStream(connection)), ForgeCalls.closing, limit: policy.readLimit)
    }
    hangUp(&emit)
    failureCount = isFruitful ? 0 : failureCount + 1
    guard failureCount < policy.streamFailureCountMax else {
      end = isUnknown ? .unknown : .cut
      return askStatus(&emit)
    }
    step = .pause
    calls.ask(.timer(policy.reconnectPause(after: failureCount)), &emit)
    return nil
  }

  private mutating func hangUp(_ emit: inout Emitter) {
    isOpen = false
    emit.perform(.cancelTimer(watch), ForgeCalls.closing)
  }

  private mutating func close(_ emit: inout Emitter) -> ForgeResult? {
    step = .close
    calls.ask(.forge(.closeStream(connection)), limit: policy.readLimit, &emit)
    hangUp(&emit)
    return nil
  }

  // MARK: - The end

  private mutating func askStatus(_ emit: inout Emitter) -> ForgeResult? {
    step = .status
    calls.ask(
      .forge(.listProcesses(attempt: session.attempt)), limit: policy.readLimit, &emit)
    return nil
  }

  private mutating func told(_ outcome: Outcome, _ emit: inout Emitter) -> ForgeResult? {
    if case .forge(.listing) = outcome {
      return report(latest(emit.rows).map { ForgeStatusFlow.word($0) })
    }
    guard statusCount < policy.requestCountMax else { return report(nil) }
    step = .statusPause
    calls.ask(.timer(policy.lookPause(after: statusCount)), &emit)
    statusCount += 1
    return nil
  }

  private func latest(_ rows: [Row]) -> ForgeProcessStatus? {
    var status: ForgeProcessStatus?
    for case .forgeProcess(let row) in rows { status = row.status }
    return status
  }

  private func report(_ status: ForgeStatus?) -> ForgeResult {
    .streamed(
      ForgeStreamReport(
        entries: entries, end: end, status: status, connectionCount: connectionCount,
        shownCount: shownCount))
  }

  func fold(into digest: inout Digest) {
    digest.fold(key)
    calls.fold(into: &digest)
    session.fold(into: &digest)
    read.fold(into: &digest)
    entries.fold(into: &digest)
    digest.fold(connection.rawValue, watch.rawValue)
    let flags: [Bool] = [
      isDiff, isLive, isOpen, isVerifying, hasNews, hasBroughtNews, hasEnded, isUnknown,
    ]
    digest.fold(flags.reduce(0) { $0 << 1 | ($1 ? 1 : 0) }, UInt32(step.rawValue))
    digest.fold(UInt32(bitPattern: failureCount), UInt32(bitPattern: connectionCount))
    digest.fold(UInt32(bitPattern: statusCount), UInt32(end.rawValue))
    digest.fold(Int64(shownCount))
  }
}
