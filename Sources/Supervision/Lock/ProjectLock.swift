import Operations

// One runner for one project root, by `flock`.
//
// Contract: of all that claim a root, by any spelling of its path, at most one has it at a time; a
// claim is answered within `callLimit` a step; a root whose holder is dead can be had at once.
//
// Sources of truth:
// - The kernel's lock on `ROOT/.desk/runner.lock` decides. It is freed with the holder's last
//   descriptor: a crash, a kill, a power failure and a zombie leave nothing behind to clean up, a
//   pid that was taken again means nothing, another user's holder counts as any other. The file is
//   never removed, since whoever locks a removed file excludes nobody.
// - The file lies in the root itself, below the one path that `realpath` gives. So every spelling,
//   also a mount of it somewhere else, leads to the same inode, and no two roots share a key.
// - `ROOT/.desk/runner.json` says who it is. It is written in one step by the holder alone. For
//   people it is a name; for a successor it is the token of what may be left running; and if it
//   proves that its owner lives although the lock is free (somebody removed the file by hand), the
//   claim is refused. It never proves more: an empty, torn, foreign or copied record is no record.
//
// Survives: a crash before or after each step, a stop between any two, pid reuse within one tick,
// half-written and null records, errors that pass, any number of racers.
// Does not survive: removal of the lock's file between a holder's lock and its record; a file system
// without `flock` (see `GenerationLock`); a descriptor that a child inherits. It is opened with
// O_CLOEXEC, or else a tmux server that was started under it would keep it: then the root stays
// held, and the record names a dead owner.

/// A claim on a project root, one step after the other, for a machine that hosts it.
public struct ProjectLock: Sendable, Foldable {
  /// What is being waited for.
  enum Step: UInt32, Hashable, Sendable {
    case idle, canonicalising, preparing, locking, readingOwner, readingHolder, identifying
    case recording, lettingGo, held, forgetting, unlocking
  }

  private let policy: LockPolicy
  private(set) var step = Step.idle
  private var asking: Asking
  private var attempts = 0
  private var claim: LockClaim?
  private var root = Text.empty
  private var lockPath = Text.empty
  private var ownerPath = Text.empty
  private var predecessor: LockOwner?
  private var result: LockResult?

  /// Makes a lock; the tags from the base on, 4096 of them, are its own.
  public init(_ policy: LockPolicy = LockPolicy(), base: UInt32) {
    self.policy = policy
    asking = Asking(base: base)
  }

  /// Whether it is the holder.
  public var isHeld: Bool { step == .held }

  /// Whether the tag is one of its questions.
  public func owns(_ tag: Tag) -> Bool { asking.owns(tag) }

  /// Claims the root.
  public mutating func begin(_ claim: LockClaim, _ emit: inout Emitter) {
    precondition(step == .idle, "claimed twice: \(self)")
    self.claim = claim
    ask(.canonicalising, .canonicalise(claim.root), &emit)
  }

  /// Gives the root back; for the holder alone.
  public mutating func release(_ emit: inout Emitter) {
    precondition(step == .held, "released without holding: \(self)")
    ask(.forgetting, .remove(ownerPath), &emit)
  }

  // MARK: - The steps

  /// Takes an answer; a result when the claim or the release is decided.
  ///
  /// An answer that is late or comes twice changes nothing.
  public mutating func handle(
    _ tag: Tag, _ outcome: Outcome, _ emit: inout Emitter
  ) -> LockResult? {
    guard asking.takes(tag) else { return nil }
    switch step {
    case .canonicalising: return canonicalised(outcome, &emit)
    case .preparing: return prepared(outcome, &emit)
    case .locking: return locked(outcome, &emit)
    case .readingOwner: return ownerRead(outcome, &emit)
    case .readingHolder: return holderRead(outcome, &emit)
    case .identifying: return identified(outcome, &emit)
    case .recording: return recorded(outcome, &emit)
    case .lettingGo:
      // Whether or not it was still open: the process ends, and then it is closed.
      step = .idle
      return result
    case .forgetting:
      // A record that stays names a process that is about to end.
      if case .limitPassed = outcome {
        // It may be removed later, and by then it might be a successor's: the end of the process
        // frees the lock after that.
        step = .idle
        return .released
      }
      ask(.unlocking, .unlock(lockPath), &emit)
      return nil
    case .unlocking:
      step = .idle
      return .released
    case .idle, .held:
      preconditionFailure("an answer to no question: \(outcome), \(self)")
    }
  }

  private mutating func canonicalised(
    _ outcome: Outcome, _ emit: inout Emitter
  ) -> LockResult? {
    guard case .file(.content(let path)) = outcome else {
      return retry(outcome, .canonicalise, &emit)
    }
    root = path
    lockPath = emit.text { $0.addPath(path, "/.desk/runner.lock", $1) }
    ownerPath = emit.text { $0.addPath(path, "/.desk/runner.json", $1) }
    let directory = emit.text { $0.addPath(path, "/.desk", $1) }
    ask(.preparing, .makeDirectories(directory), &emit)
    return nil
  }

  private mutating func prepared(_ outcome: Outcome, _ emit: inout Emitter) -> LockResult? {
    guard case .file(.done) = outcome else { return retry(outcome, .prepare, &emit) }
    ask(.locking, .lock(lockPath, mode), &emit)
    return nil
  }

  private mutating func locked(_ outcome: Outcome, _ emit: inout Emitter) -> LockResult? {
    switch outcome {
    case .file(.done):
      ask(.readingOwner, .read(ownerPath), &emit)
      return nil
    case .file(.failed(.wouldBlock)):
      ask(.readingHolder, .read(ownerPath), &emit)
      return nil
    case .limitPassed:
      // It may be taken yet: to ask again could mean to meet oneself.
      return fail(.claim, .limitPassed)
    default:
      return retry(outcome, .claim, &emit)
    }
  }

  /// The lock is taken; what the record of the one before says.
  private mutating func ownerRead(_ outcome: Outcome, _ emit: inout Emitter) -> LockResult? {
    guard case .file(.content(let record)) = outcome,
      let owner = LockOwner(record: record, &emit.texts), owner.root == root
    else {
      // Missing, unreadable, half written, or of another tree that this one was copied from: that
      // proves nobody's life, and the kernel has said that nobody holds the lock.
      if isPassing(outcome), attempts + 1 < policy.attemptsMax {
        repeatStep(.read(ownerPath), &emit)
        return nil
      }
      writeRecord(&emit)
      return nil
    }
    predecessor = owner
    ask(.identifying, .process(.identify(owner.identity)), &emit)
    return nil
  }

  private mutating func holderRead(_ outcome: Outcome, _ emit: inout Emitter) -> LockResult? {
    step = .idle
    guard case .file(.content(let record)) = outcome else { return .held(by: nil) }
    return .held(by: LockOwner(record: record, &emit.texts))
  }

  private mutating func identified(_ outcome: Outcome, _ emit: inout Emitter) -> LockResult? {
    switch outcome.proof(policy.safeguards) {
    case .lives:
      letGo(.held(by: predecessor), &emit)
    case .ended:
      writeRecord(&emit)
    case .nothing, .foreign:
      if let predecessor, attempts + 1 < policy.attemptsMax {
        repeatStep(.process(.identify(predecessor.identity)), &emit)
      } else {
        // Nothing proves that it lives, and the kernel has closed its lock.
        writeRecord(&emit)
      }
    }
    return nil
  }

  private mutating func writeRecord(_ emit: inout Emitter) {
    let record = grant.owner.record(&emit.texts)
    ask(.recording, .replace(ownerPath, content: record), &emit)
  }

  private mutating func recorded(_ outcome: Outcome, _ emit: inout Emitter) -> LockResult? {
    switch outcome {
    case .file(.done):
      step = .held
      return .acquired(grant)
    case .limitPassed:
      // The record may be written yet, so the lock is kept until the process ends.
      return fail(.record, .limitPassed)
    default:
      if isPassing(outcome), attempts + 1 < policy.attemptsMax {
        repeatStep(.replace(ownerPath, content: grant.owner.record(&emit.texts)), &emit)
      } else {
        letGo(.failed(LockFailure(.record, Self.reason(outcome))), &emit)
      }
      return nil
    }
  }

  /// What is granted once it is recorded.
  private var grant: LockGrant {
    guard let claim else { preconditionFailure("no claim: \(self)") }
    // The token of one who never gave the root back is kept: should this claimer die before it has
    // removed what the other left running, the next one finds both by the same number.
    let token = predecessor.map(\.token) ?? 0
    let owner = LockOwner(
      identity: claim.identity, slug: claim.slug, root: root,
      token: token == 0 ? claim.token : token,
      generation: (predecessor?.generation ?? 0) &+ 1)
    return LockGrant(owner: owner, predecessor: predecessor)
  }

  // MARK: - Asking

  /// Closed with the holder, and not by whatever the holder starts.
  private var mode: LockMode {
    policy.safeguards.contains(.locksNotInherited) ? .exclusive : .inheritable
  }

  private mutating func ask(_ next: Step, _ operation: FileOperation, _ emit: inout Emitter) {
    ask(next, .file(operation), &emit)
  }

  private mutating func ask(_ next: Step, _ operation: Operation, _ emit: inout Emitter) {
    step = next
    attempts = 0
    asking.ask(operation, limit: policy.callLimit, &emit)
  }

  private mutating func repeatStep(_ operation: FileOperation, _ emit: inout Emitter) {
    repeatStep(.file(operation), &emit)
  }

  private mutating func repeatStep(_ operation: Operation, _ emit: inout Emitter) {
    attempts += 1
    asking.ask(operation, limit: policy.callLimit, &emit)
  }

  /// Tries a step before the lock again, if what went wrong may pass.
  private mutating func retry(
    _ outcome: Outcome, _ failed: LockFailure.Step, _ emit: inout Emitter
  ) -> LockResult? {
    guard isPassing(outcome), attempts + 1 < policy.attemptsMax, let claim else {
      return fail(failed, Self.reason(outcome))
    }
    switch step {
    case .canonicalising: repeatStep(.canonicalise(claim.root), &emit)
    case .preparing:
      repeatStep(.makeDirectories(emit.text { $0.addPath(root, "/.desk", $1) }), &emit)
    case .locking: repeatStep(.lock(lockPath, mode), &emit)
    default: preconditionFailure("not a step that is tried again here: \(self)")
    }
    return nil
  }

  private mutating func letGo(_ result: LockResult, _ emit: inout Emitter) {
    self.result = result
    ask(.lettingGo, .unlock(lockPath), &emit)
  }

  private mutating func fail(_ at: LockFailure.Step, _ reason: LockFailure.Reason) -> LockResult {
    step = .idle
    return .failed(LockFailure(at, reason))
  }

  private func isPassing(_ outcome: Outcome) -> Bool {
    switch outcome {
    case .file(.failed(.interrupted)), .file(.failed(.inputOutput)), .limitPassed,
      .file(.failed(.tooManyOpenFiles)):
      true
    default:
      false
    }
  }

  static func reason(_ outcome: Outcome) -> LockFailure.Reason {
    switch outcome {
    case .file(.failed(let error)), .process(.failed(let error)): .error(error)
    case .limitPassed: .limitPassed
    default: .foreignAnswer
    }
  }

  /// Folds where it stands and all that it knows.
  public func fold(into digest: inout Digest) {
    digest.fold(step.rawValue, UInt32(attempts))
    asking.fold(into: &digest)
    digest.fold(root)
    digest.fold(claim?.token ?? 0)
    claim?.identity.fold(into: &digest)
    predecessor?.fold(into: &digest)
  }
}

extension TextBuilder {
  /// Adds a root and what comes below it, which begins with a slash.
  mutating func addPath(_ root: Text, _ rest: StaticString, _ texts: borrowing Texts) {
    // The root of all paths is the one that ends in a slash already.
    if root != Text("/") { add(root, from: texts) }
    add(rest)
  }
}
