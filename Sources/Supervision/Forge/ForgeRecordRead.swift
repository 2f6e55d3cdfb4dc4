import Operations

/// One reading of a session's record, through busy times and lost answers.
struct ForgeRecordRead: Hashable, Sendable, Foldable {
  private var key = Text.empty
  private var isPausing = false
  private var retryCount: Int32 = 0

  /// What came of it.
  enum Result: Hashable, Sendable {
    /// The session.
    case session(ForgeSession)
    /// It cannot be had, for this reason.
    case failed(ForgeObstacle)
  }

  /// Begins to read the record of a run key.
  mutating func begin(
    _ session: Text, _ calls: inout ForgeCalls, _ policy: ForgePolicy, _ emit: inout Emitter
  ) {
    key = ForgeSession.storeKey(session, &emit)
    retryCount = 0
    read(&calls, policy, &emit)
  }

  /// Goes on; nil while there is more to come.
  mutating func handle(
    _ outcome: Outcome, _ calls: inout ForgeCalls, _ policy: ForgePolicy, _ emit: inout Emitter
  ) -> Result? {
    if isPausing {
      precondition(outcome == .fired, "\(outcome) for a pause: \(self)")
      read(&calls, policy, &emit)
      return nil
    }
    switch outcome {
    case .store(.record(let record)):
      return ForgeSession.decode(record, &emit).map { .session($0) } ?? .failed(.badRecord)
    case .store(.absent):
      return .failed(.unknownSession)
    case .store(.failed(let failure)) where failure != .busy:
      return .failed(.store(failure))
    default:
      // Busy, no answer in time, or something that is no answer: a reading harms nobody.
      guard retryCount < policy.storeRetryCountMax else { return .failed(.store(nil)) }
      retryCount += 1
      isPausing = true
      calls.ask(.timer(policy.storeRetryPause), &emit)
      return nil
    }
  }

  private mutating func read(
    _ calls: inout ForgeCalls, _ policy: ForgePolicy, _ emit: inout Emitter
  ) {
    isPausing = false
    calls.ask(.store(.get(key: key)), limit: policy.storeLimit, &emit)
  }

  func fold(into digest: inout Digest) {
    digest.fold(key)
    digest.fold(isPausing ? 1 : 0, UInt32(bitPattern: retryCount))
  }
}
