import Operations

// One runner for one project root, by generations: for file systems without `flock`.
//
// Contract: as `ProjectLock`, but a dead holder's root is had by proof of its death instead of by
// the kernel's word; whoever cannot prove it claims nothing.
//
// How: the folder `ROOT/.desk/generations` holds one file `g.N` for each time that the root was
// claimed, and `r.N` when that claim was given back. The claimer of N + 1 has first seen that N is
// the highest, and that its owner has released it or is dead. It writes its own record aside and
// then links it to `g.N+1`, which succeeds for one claimer alone and shows a whole record from the
// first moment. Nothing is ever removed: if an old generation could be, one who looked before and
// links after would own it a second time. Removing is what makes lock directories, pid files and
// renames of them unsound.
//
// Truth: the names in the folder, and `identify` for whether an owner lives. A zombie is dead, a
// pid that was taken again is not the owner, another user's process lives, and unknown is not dead.
// A record that does not parse was put there by nobody who keeps to this, and has no owner.
//
// Survives: a crash before or after each step, a stop between any two, pid reuse, any number of
// racers, a link whose answer was lost. Does not survive: somebody who removes generations; a clone
// of the machine's memory; a pid reused within one tick when nobody gave the processes nonces (then
// the root stays held while the other lives, which is the safe side).

/// A claim on a project root by generation files, for a machine that hosts it.
public struct GenerationLock: Sendable, Foldable {
  /// What is being waited for.
  enum Step: UInt32, Hashable, Sendable {
    case idle, canonicalising, preparing, writingAside, listing, reading, identifying, linking
    case tidying, held, releasing
  }

  private let policy: LockPolicy
  private(set) var step = Step.idle
  private var asking: Asking
  private var attempts = 0
  private var rounds = 0
  private var claim: LockClaim?
  private var root = Text.empty
  private var folder = Text.empty
  private var asidePath = Text.empty
  /// The highest generation that was seen, 0 for none.
  private var latest: UInt64 = 0
  private var isReleased = false
  /// The generation that is its own, 0 for none.
  private var own: UInt64 = 0
  private var predecessor: LockOwner?

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
    ask(.canonicalising, .file(.canonicalise(claim.root)), &emit)
  }

  /// Gives the root back; for the holder alone.
  public mutating func release(_ emit: inout Emitter) {
    precondition(step == .held, "released without holding: \(self)")
    ask(.releasing, operation(&emit, for: .releasing), &emit)
  }

  // MARK: - The steps

  /// Takes an answer; a result when the claim or the release is decided.
  public mutating func handle(
    _ tag: Tag, _ outcome: Outcome, _ emit: inout Emitter
  ) -> LockResult? {
    guard asking.takes(tag) else { return nil }
    switch (step, outcome) {
    case (.canonicalising, .file(.content(let path))):
      root = path
      folder = emit.text { $0.addPath(path, "/.desk/generations", $1) }
      go(.preparing, &emit)
    case (.preparing, .file(.done)):
      asidePath = emit.text { builder, texts in
        builder.add(folder, from: texts)
        builder.add("/owner.")
        builder.add(claim?.token ?? 0)
      }
      go(.listing, &emit)
    case (.listing, .file(.listing)):
      look(at: emit.rows, emit.texts)
      // The generation after one that was given back is anybody's.
      go(latest > 0 && !isReleased ? .reading : .writingAside, &emit)
    case (.reading, .file(.content(let content))):
      return read(content, &emit)
    case (.identifying, _):
      return identified(outcome, &emit)
    case (.writingAside, .file(.done)):
      go(.linking, &emit)
    case (.linking, .file(.done)):
      own = latest + 1
      go(.tidying, &emit)
    case (.linking, .file(.failed(.exists))):
      // Somebody has this generation, perhaps oneself by a link whose answer was lost.
      rounds += 1
      guard rounds < policy.roundsMax else { return fail(.claim, .contended) }
      predecessor = nil
      go(.listing, &emit)
    case (.tidying, _):
      // The name aside is of no more use; one that stays is in nobody's way.
      return acquired()
    case (.releasing, _):
      // Whether or not it was written: when the process has ended, its death says the same.
      step = .idle
      return .released
    case (.idle, _), (.held, _):
      preconditionFailure("an answer to no question: \(outcome), \(self)")
    default:
      return retry(outcome, &emit)
    }
    return nil
  }

  private mutating func look(at rows: [Row], _ texts: borrowing Texts) {
    latest = 0
    isReleased = false
    var releases: [UInt64] = []
    for row in rows {
      guard case .name(let name) = row else { continue }
      if let number = Self.number(name, after: "g.", texts) { latest = max(latest, number) }
      if let number = Self.number(name, after: "r.", texts) { releases.append(number) }
    }
    isReleased = releases.contains(latest)
  }

  private mutating func read(_ content: Text, _ emit: inout Emitter) -> LockResult? {
    guard let owner = LockOwner(record: content, &emit.texts) else {
      go(.writingAside, &emit)
      return nil
    }
    if let claim, owner.token == claim.token, owner.identity == claim.identity {
      own = latest
      return acquired()
    }
    predecessor = owner
    go(.identifying, &emit)
    return nil
  }

  private mutating func identified(_ outcome: Outcome, _ emit: inout Emitter) -> LockResult? {
    switch outcome.proof(policy.safeguards) {
    case .lives:
      step = .idle
      return .held(by: predecessor)
    case .ended:
      go(.writingAside, &emit)
      return nil
    case .nothing, .foreign:
      return retry(outcome, &emit)
    }
  }

  private mutating func acquired() -> LockResult {
    step = .held
    guard let claim else { preconditionFailure("no claim: \(self)") }
    let owner = LockOwner(
      identity: claim.identity, slug: claim.slug, root: root, token: claim.token,
      generation: own)
    return .acquired(LockGrant(owner: owner, predecessor: predecessor))
  }

  // MARK: - Asking

  private mutating func go(_ next: Step, _ emit: inout Emitter) {
    ask(next, operation(&emit, for: next), &emit)
  }

  private mutating func ask(_ next: Step, _ operation: Operation, _ emit: inout Emitter) {
    step = next
    attempts = 0
    asking.ask(operation, limit: policy.callLimit, &emit)
  }

  /// What a step asks for; the same again when it is tried again.
  private mutating func operation(_ emit: inout Emitter, for step: Step) -> Operation {
    switch step {
    case .canonicalising: return .file(.canonicalise(claim?.root ?? .empty))
    case .preparing: return .file(.makeDirectories(folder))
    case .writingAside:
      return .file(.replace(asidePath, content: wantedRecord(&emit)))
    case .listing: return .file(.list(folder))
    case .reading: return .file(.read(path("/g.", latest, &emit)))
    case .identifying:
      guard let predecessor else { preconditionFailure("no owner to look for: \(self)") }
      return .process(.identify(predecessor.identity))
    case .linking: return .file(.link(from: asidePath, to: path("/g.", latest + 1, &emit)))
    case .tidying: return .file(.remove(asidePath))
    case .releasing:
      return .file(.createExclusive(path("/r.", own, &emit), content: .empty))
    case .idle, .held: preconditionFailure("asks for nothing: \(self)")
    }
  }

  private func wantedRecord(_ emit: inout Emitter) -> Text {
    guard let claim else { preconditionFailure("no claim: \(self)") }
    return LockOwner(
      identity: claim.identity, slug: claim.slug, root: root, token: claim.token,
      generation: latest + 1
    ).record(&emit.texts)
  }

  private mutating func retry(_ outcome: Outcome, _ emit: inout Emitter) -> LockResult? {
    let isPassing: Bool
    switch outcome {
    case .limitPassed, .file(.failed(.interrupted)), .file(.failed(.inputOutput)),
      .file(.failed(.tooManyOpenFiles)):
      isPassing = true
    default:
      isPassing = step == .identifying
    }
    guard isPassing, attempts + 1 < policy.attemptsMax else {
      return fail(failedStep, step == .identifying ? .ownerUnknown : ProjectLock.reason(outcome))
    }
    attempts += 1
    asking.ask(operation(&emit, for: step), limit: policy.callLimit, &emit)
    return nil
  }

  private var failedStep: LockFailure.Step {
    switch step {
    case .canonicalising: .canonicalise
    case .preparing: .prepare
    case .identifying: .identify
    case .writingAside: .record
    case .listing, .reading, .linking, .tidying, .releasing, .idle, .held: .claim
    }
  }

  private mutating func fail(_ at: LockFailure.Step, _ reason: LockFailure.Reason) -> LockResult {
    step = .idle
    return .failed(LockFailure(at, reason))
  }

  private func path(_ letter: StaticString, _ number: UInt64, _ emit: inout Emitter) -> Text {
    emit.text { builder, texts in
      builder.add(folder, from: texts)
      builder.add(letter)
      builder.add(number)
    }
  }

  private static func number(
    _ name: Text, after prefix: StaticString, _ texts: borrowing Texts
  ) -> UInt64? {
    texts.withBytes(name) { bytes in
      let isMatch = prefix.withUTF8Buffer { bytes.starts(with: $0) }
      guard isMatch, bytes.count > prefix.utf8CodeUnitCount else { return nil }
      var number: UInt64 = 0
      for byte in bytes.dropFirst(prefix.utf8CodeUnitCount) {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte), number < 1 << 56 else {
          return nil
        }
        number = number * 10 + UInt64(byte - UInt8(ascii: "0"))
      }
      return number
    }
  }

  /// Folds where it stands and all that it knows.
  public func fold(into digest: inout Digest) {
    digest.fold(step.rawValue, UInt32(attempts))
    digest.fold(UInt32(rounds), isReleased ? 1 : 0)
    asking.fold(into: &digest)
    digest.fold(root)
    digest.fold(own)
    digest.fold(latest)
    digest.fold(claim?.token ?? 0)
    claim?.identity.fold(into: &digest)
    predecessor?.fold(into: &digest)
  }
}
