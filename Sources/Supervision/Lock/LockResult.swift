import Operations

/// What came of a claim or a release.
public enum LockResult: Hashable, Sendable {
  /// The root is the claimer's, until it releases it or its process ends.
  case acquired(LockGrant)
  /// Another runner has it: the one that the record names, if it names one.
  case held(by: LockOwner?)
  /// It could not be found out or recorded; the claimer has nothing, and its process must end, for
  /// a call whose limit has passed may yet take effect.
  case failed(LockFailure)
  /// It is anybody's again, at the latest when the process ends.
  case released
}

/// What a successful claim is worth.
public struct LockGrant: Hashable, Sendable, Foldable {
  /// Who the claimer is now, with the canonical root and its generation.
  public var owner: LockOwner
  /// Who had the root before and did not release it; what it left behind carries its token.
  public var predecessor: LockOwner?

  /// Makes a grant.
  public init(owner: LockOwner, predecessor: LockOwner?) {
    self.owner = owner
    self.predecessor = predecessor
  }

  /// Folds both.
  public func fold(into digest: inout Digest) {
    owner.fold(into: &digest)
    predecessor?.fold(into: &digest)
  }
}

/// Why a claim came to nothing.
public struct LockFailure: Hashable, Sendable {
  /// At which step.
  public var step: Step
  /// Why.
  public var reason: Reason

  /// Makes a failure.
  public init(_ step: Step, _ reason: Reason) {
    self.step = step
    self.reason = reason
  }

  /// The steps of a claim.
  public enum Step: UInt8, Hashable, Sendable {
    /// Finding the one path of the root.
    case canonicalise
    /// Making the folder that the lock lies in.
    case prepare
    /// Taking the lock.
    case claim
    /// Finding out who has it.
    case identify
    /// Writing who has it.
    case record
  }

  /// What went wrong.
  public enum Reason: Hashable, Sendable {
    /// The system call failed so.
    case error(Errno)
    /// There was no answer within the limit.
    case limitPassed
    /// The answer was one that the question cannot have.
    case foreignAnswer
    /// Somebody else was faster each time.
    case contended
    /// Whether the owner lives could not be found out, and unknown is not dead.
    case ownerUnknown
  }
}

/// Who claims a root.
public struct LockClaim: Hashable, Sendable {
  /// The root as the claimer spells it.
  public var root: Text
  /// The mission that it runs.
  public var slug: Text
  /// The claimer's process.
  public var identity: ProcessIdentity
  /// The number that its panes will carry; drawn, so that no other has it.
  public var token: UInt64

  /// Makes a claim.
  public init(root: Text, slug: Text, identity: ProcessIdentity, token: UInt64) {
    self.root = root
    self.slug = slug
    self.identity = identity
    self.token = token
  }
}

/// How long a claim waits and how often it asks again.
public struct LockPolicy: Hashable, Sendable {
  /// How long each call may take.
  public var callLimit: Interval
  /// How often a step is tried that failed in a way that may pass.
  public var attemptsMax: Int
  /// How often a claim begins anew because another was faster; for the generation lock alone.
  public var roundsMax: Int
  /// The safeguards in force.
  public var safeguards = Safeguards.all

  /// Makes a policy.
  public init(
    callLimit: Interval = .seconds(2), attemptsMax: Int = 3, roundsMax: Int = 8
  ) {
    precondition(attemptsMax > 0 && roundsMax > 0, "\(attemptsMax) attempts, \(roundsMax) rounds")
    self.callLimit = callLimit
    self.attemptsMax = attemptsMax
    self.roundsMax = roundsMax
  }
}
