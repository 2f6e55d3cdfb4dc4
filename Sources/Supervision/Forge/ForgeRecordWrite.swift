import Operations

/// One write of a session's record, carried through busy times and lost answers.
///
/// A lost answer is resolved by reading: whether the record is the one that was to be written shows
/// in its bytes, which hold the writer's identity.
struct ForgeRecordWrite: Hashable, Sendable, Foldable {
  private var key = Text.empty
  private var value = Text.empty
  private var expected: Int64 = 0
  private var step = Step.idle
  private var retryCount: Int32 = 0

  enum Step: UInt8, Hashable, Sendable {
    case idle, put, pause, read, readPause
  }

  /// What came of it.
  enum Result: Hashable, Sendable {
    /// It stands, at this revision.
    case written(Int64)
    /// Somebody else's stands.
    case lost(StoredRecord)
    /// The store failed; nil: it did not answer.
    case failed(StoreFailure?)
  }

  /// Begins to write a session over the revision that it was read at.
  mutating func begin(
    _ session: ForgeSession, _ calls: inout ForgeCalls, _ policy: ForgePolicy,
    _ emit: inout Emitter
  ) {
    key = ForgeSession.storeKey(session.key, &emit)
    value = session.encoded(&emit)
    expected = session.revision
    retryCount = 0
    put(&calls, policy, &emit)
  }

  /// Goes on; nil while there is more to come.
  mutating func handle(
    _ outcome: Outcome, _ calls: inout ForgeCalls, _ policy: ForgePolicy, _ emit: inout Emitter
  ) -> Result? {
    switch (step, outcome) {
    case (.put, .store(.written(let revision))):
      return .written(revision)
    case (.read, .store(.record(let record))):
      if record.value == value { return .written(record.revision) }
      if record.revision == expected { return again(nil, .pause, &calls, policy, &emit) }
      return .lost(record)
    case (.read, .store(.absent)):
      // A record that was there and is gone was deleted by somebody who knew of it.
      return expected == 0 ? again(nil, .pause, &calls, policy, &emit) : .failed(nil)
    case (.pause, .fired):
      put(&calls, policy, &emit)
      return nil
    case (.readPause, .fired), (.put, .store(.conflict)), (.put, .limitPassed):
      read(&calls, policy, &emit)
      return nil
    case (.put, .store(.failed(.busy))):
      return again(.busy, .pause, &calls, policy, &emit)
    case (.read, .store(.failed(.busy))):
      return again(.busy, .readPause, &calls, policy, &emit)
    case (.put, .store(.failed(let failure))), (.read, .store(.failed(let failure))):
      return .failed(failure)
    case (.read, _):
      return again(nil, .readPause, &calls, policy, &emit)
    case (.put, _):
      read(&calls, policy, &emit)
      return nil
    case (.pause, _), (.readPause, _), (.idle, _):
      preconditionFailure("\(outcome) for a write that waits: \(self)")
    }
  }

  private mutating func put(
    _ calls: inout ForgeCalls, _ policy: ForgePolicy, _ emit: inout Emitter
  ) {
    step = .put
    calls.ask(
      .store(.put(key: key, value: value, expected: expected)), limit: policy.storeLimit, &emit)
  }

  private mutating func read(
    _ calls: inout ForgeCalls, _ policy: ForgePolicy, _ emit: inout Emitter
  ) {
    step = .read
    calls.ask(.store(.get(key: key)), limit: policy.storeLimit, &emit)
  }

  private mutating func again(
    _ failure: StoreFailure?, _ pause: Step, _ calls: inout ForgeCalls, _ policy: ForgePolicy,
    _ emit: inout Emitter
  ) -> Result? {
    guard retryCount < policy.storeRetryCountMax else { return .failed(failure) }
    retryCount += 1
    step = pause
    calls.ask(.timer(policy.storeRetryPause), &emit)
    return nil
  }

  func fold(into digest: inout Digest) {
    digest.fold(key)
    digest.fold(value)
    digest.fold(expected)
    digest.fold(UInt32(step.rawValue), UInt32(bitPattern: retryCount))
  }
}
