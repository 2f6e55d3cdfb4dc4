import Operations
import Supervision

/// Claims a root, holds it for a while, gives it back, and ends.
public struct LockContender: Machine {
  /// Which lock it claims by.
  public enum Kind: UInt64, CaseIterable, Sendable {
    /// The kernel's.
    case kernel
    /// One of names that are claimed and never deleted.
    case generations
  }

  /// The lock in its hands.
  private enum Hold {
    case kernel(ProjectLock)
    case generations(GenerationLock)
  }

  private let time: Interval
  private let claim: Hold
  private var hold: Hold
  private var start: Start?
  private var roundsLeft: Int
  /// What came of its claim and of its release.
  public private(set) var results: [LockResult] = []

  /// Makes one that claims by a kind of lock.
  public init(
    _ kind: Kind, holdingFor time: Interval = .seconds(2), rounds: Int = 1,
    policy: LockPolicy = LockPolicy()
  ) {
    self.time = time
    roundsLeft = rounds - 1
    claim =
      switch kind {
      case .kernel: .kernel(ProjectLock(policy, base: 0x1000))
      case .generations: .generations(GenerationLock(policy, base: 0x1000))
      }
    hold = claim
  }

  /// Which lock it claims by.
  public var kind: Kind {
    switch hold {
    case .kernel: .kernel
    case .generations: .generations
    }
  }

  /// Whether it is inside: between its claim and its release.
  public var holds: Bool {
    switch hold {
    case .kernel(let lock): lock.isHeld
    case .generations(let lock): lock.isHeld
    }
  }

  /// Takes one input; the argument of its start is the root.
  public mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch input {
    case .started(let start):
      self.start = start
      emit.perform(.drawNumber, Tag(rawValue: 1))
    case .outcome(Tag(rawValue: 1), .number(let number)):
      guard let start else { return }
      let claim = LockClaim(
        root: start.argument, slug: emit.texts.text("mission"), identity: start.identity,
        token: max(1, number >> 11))
      begin(claim, &emit)
    case .outcome(Tag(rawValue: 2), .fired):
      release(&emit)
    case .outcome(let tag, let outcome):
      guard let result = take(tag, outcome, &emit) else { return }
      results.append(result)
      if case .acquired = result {
        emit.perform(.timer(time), Tag(rawValue: 2))
      } else if roundsLeft > 0 {
        // Whoever claims again is another claimant, with a token of its own.
        roundsLeft -= 1
        hold = claim
        emit.perform(.drawNumber, Tag(rawValue: 1))
      } else {
        emit.perform(.process(.exit(status: result == .released ? 0 : 1)), Tag(rawValue: 3))
      }
    case .message, .signal:
      break
    }
  }

  private mutating func begin(_ claim: LockClaim, _ emit: inout Emitter) {
    switch hold {
    case .kernel(var lock):
      lock.begin(claim, &emit)
      hold = .kernel(lock)
    case .generations(var lock):
      lock.begin(claim, &emit)
      hold = .generations(lock)
    }
  }

  private mutating func release(_ emit: inout Emitter) {
    switch hold {
    case .kernel(var lock):
      lock.release(&emit)
      hold = .kernel(lock)
    case .generations(var lock):
      lock.release(&emit)
      hold = .generations(lock)
    }
  }

  private mutating func take(
    _ tag: Tag, _ outcome: Outcome, _ emit: inout Emitter
  ) -> LockResult? {
    switch hold {
    case .kernel(var lock):
      let result = lock.handle(tag, outcome, &emit)
      hold = .kernel(lock)
      return result
    case .generations(var lock):
      let result = lock.handle(tag, outcome, &emit)
      hold = .generations(lock)
      return result
    }
  }

  /// Folds the lock and how far it has come.
  public func fold(into digest: inout Digest) {
    switch hold {
    case .kernel(let lock): lock.fold(into: &digest)
    case .generations(let lock): lock.fold(into: &digest)
    }
    digest.fold(results.count)
    digest.fold(roundsLeft)
  }
}
