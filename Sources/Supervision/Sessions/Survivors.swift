import Operations

/// The processes that are left of a runtime, and how far they have been told to end.
///
/// They are found by the nonce in their environment and signalled by their full identity, so that
/// one who happens to have the pid by now is left alone: TERM first, then KILL, in rounds that are
/// counted.
struct Survivors: Hashable, Sendable, Foldable {
  /// Those that are still to be signalled in this round, the present one first.
  private(set) var left: [ProcessIdentity] = []
  /// How many rounds there were.
  private(set) var rounds = 0

  /// What a look for them came to.
  enum Finding: Hashable, Sendable {
    /// Nobody is left.
    case none
    /// They are to be signalled.
    case some
    /// They were signalled as often as they may be.
    case tooMany
    /// The look failed.
    case failed
  }

  /// Looks for them.
  func search(nonce: UInt64, _ policy: SessionPolicy) -> StepRequest? {
    guard policy.safeguards.contains(.descendantsEnded) else { return nil }
    return StepRequest(.process(.find(nonce: nonce)), limit: policy.processLimit)
  }

  /// Takes what a look has found; whoever looks from within the session is not one of them, or he
  /// would end himself half way.
  mutating func found(
    _ outcome: Outcome, by me: ProcessIdentity, _ emit: Emitter, _ policy: SessionPolicy
  ) -> Finding {
    guard case .process(.listing) = outcome else { return .failed }
    left = []
    for case .process(let facts) in emit.rows
    where facts.state != .zombie && facts.identity != me {
      left.append(facts.identity)
    }
    if left.isEmpty { return .none }
    rounds += 1
    return rounds <= policy.signalRoundsMax ? .some : .tooMany
  }

  /// Takes the ones that the record has, once, for whoever goes by their pids.
  mutating func recall(_ runtime: SessionRuntime) {
    left = rounds == 0 ? [runtime.agent, runtime.runner].compactMap { $0 } : []
    rounds = 1
  }

  /// Signals the first of them; nil when there is none.
  func signal(_ policy: SessionPolicy) -> StepRequest? {
    guard let survivor = left.first else { return nil }
    let signal: Signal = rounds < 2 ? .terminate : .kill
    let operation: ProcessOperation =
      policy.safeguards.contains(.identityBeforeSignal)
      ? .signalIdentity(survivor, signal) : .signal(pid: survivor.pid, signal)
    return StepRequest(.process(operation), limit: policy.processLimit)
  }

  /// Leaves them to themselves.
  mutating func giveUp() { left = [] }

  /// Goes on to the next one; false when the round is over.
  mutating func signalled() -> Bool {
    left.removeFirst()
    return !left.isEmpty
  }

  /// Folds all of it.
  func fold(into digest: inout Digest) {
    digest.fold(UInt32(rounds), UInt32(left.count))
    for survivor in left { survivor.fold(into: &digest) }
  }
}
