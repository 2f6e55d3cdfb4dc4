import Operations

/// File operations one after the other, each tried again a few times, for a machine that hosts it.
///
/// What is there already (`link`) and what is gone already (`remove`) is as good as done; one that
/// fails for good does not keep the others from being done.
struct FileSequence: Sendable, Foldable {
  /// What came of all of them.
  struct Result: Hashable, Sendable {
    /// Whether a name that was to be claimed had been claimed before.
    var existed = false
    /// How many were given up.
    var failures = 0
  }

  private let policy: DeskPolicy
  private var asking: Asking
  private var operations: [FileOperation] = []
  private var next = 0
  private var attempts = 0
  private var isPausing = false
  private var result = Result()

  init(_ policy: DeskPolicy, base: UInt32) {
    self.policy = policy
    asking = Asking(base: base)
  }

  func owns(_ tag: Tag) -> Bool { asking.owns(tag) }

  mutating func begin(_ operations: [FileOperation], _ emit: inout Emitter) {
    precondition(!operations.isEmpty, "nothing to do")
    self.operations = operations
    next = 0
    attempts = 0
    result = Result()
    ask(&emit)
  }

  /// Waits for nothing any more.
  mutating func abandon() {
    asking.abandon()
  }

  mutating func handle(_ tag: Tag, _ outcome: Outcome, _ emit: inout Emitter) -> Result? {
    guard asking.takes(tag) else { return nil }
    if isPausing {
      isPausing = false
      ask(&emit)
      return nil
    }
    switch (outcome, operations[next]) {
    case (.file(.done), _):
      break
    case (.file(.failed(.exists)), .link):
      // A link whose answer was lost meets itself; either way the name is claimed.
      result.existed = attempts == 0
    case (.file(.failed(.noSuchFile)), .remove):
      break
    default:
      attempts += 1
      guard attempts < policy.callAttemptsMax else {
        result.failures += 1
        break
      }
      isPausing = true
      asking.ask(.timer(policy.callRetryPause), &emit)
      return nil
    }
    next += 1
    attempts = 0
    guard next < operations.count else { return result }
    ask(&emit)
    return nil
  }

  private mutating func ask(_ emit: inout Emitter) {
    asking.ask(.file(operations[next]), limit: policy.callLimit, &emit)
  }

  func fold(into digest: inout Digest) {
    asking.fold(into: &digest)
    digest.fold(UInt32(next), UInt32(attempts) << 1 | (isPausing ? 1 : 0))
    digest.fold(UInt32(result.failures), result.existed ? 1 : 0)
    for operation in operations { operation.fold(into: &digest) }
  }
}
