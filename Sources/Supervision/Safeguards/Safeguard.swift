import Lifecycle

/// A decision of the machines that a careless program would not make.
///
/// Each can be taken away by itself, and is asked for where the decision is made. What each protects
/// from is in `sentence`; files call it by its word.
public enum Safeguard: UInt8, Word {
  // What is proven.
  case failedIsUnknown, zombiesAreDead, permissionIsLife, identityIsCompared, twoWitnesses
  // What things are called.
  case nonceInNames, spelledNames, exactTargets, idsAreChecked, placesNamed
  // How a session comes to be.
  case intentFirst, runKeyChecked, failedRunRetried, holderProvenDead, revisionsChecked, rollback
  case leftoversAdopted, wholeTrees, ownRegistrationOnly, acknowledgedByRunner, fencedLaunch
  // How it ends.
  case dirtyWorkKept, descendantsEnded, identityBeforeSignal, absentIsEnded, endConfirmed
  case killedStaysKilled, guardedKill
  // How all of them are watched.
  case livingAdopted, restoresAreAsked, onlyOwnedIsSwept, serverDeathSeen, handlesKept
  case mergeIsNoEnd, monotonicTime
  // What is said to whom.
  case effectsRevalidated, attemptsCounted, oneNumberPerEffect, livingReader, promptsKept
  // Desks and migrations.
  case unattachedKept, locksNotInherited, tornTailMended

  /// The name of this safeguard.
  public var word: StaticString {
    switch self {
    case .failedIsUnknown: "failed-is-unknown"
    case .zombiesAreDead: "zombies-are-dead"
    case .permissionIsLife: "permission-is-life"
    case .identityIsCompared: "identity-is-compared"
    case .twoWitnesses: "two-witnesses"
    case .nonceInNames: "nonce-in-names"
    case .spelledNames: "spelled-names"
    case .exactTargets: "exact-targets"
    case .idsAreChecked: "ids-are-checked"
    case .placesNamed: "places-named"
    case .intentFirst: "intent-first"
    case .runKeyChecked: "run-key-checked"
    case .failedRunRetried: "failed-run-retried"
    case .holderProvenDead: "holder-proven-dead"
    case .revisionsChecked: "revisions-checked"
    case .rollback: "rollback"
    case .leftoversAdopted: "leftovers-adopted"
    case .wholeTrees: "whole-trees"
    case .ownRegistrationOnly: "own-registration-only"
    case .acknowledgedByRunner: "acknowledged-by-runner"
    case .fencedLaunch: "fenced-launch"
    case .dirtyWorkKept: "dirty-work-kept"
    case .descendantsEnded: "descendants-ended"
    case .identityBeforeSignal: "identity-before-signal"
    case .absentIsEnded: "absent-is-ended"
    case .endConfirmed: "end-confirmed"
    case .killedStaysKilled: "killed-stays-killed"
    case .guardedKill: "guarded-kill"
    case .livingAdopted: "living-adopted"
    case .restoresAreAsked: "restores-are-asked"
    case .onlyOwnedIsSwept: "only-owned-is-swept"
    case .serverDeathSeen: "server-death-seen"
    case .handlesKept: "handles-kept"
    case .mergeIsNoEnd: "merge-is-no-end"
    case .monotonicTime: "monotonic-time"
    case .effectsRevalidated: "effects-revalidated"
    case .attemptsCounted: "attempts-counted"
    case .oneNumberPerEffect: "one-number-per-effect"
    case .livingReader: "living-reader"
    case .promptsKept: "prompts-kept"
    case .unattachedKept: "unattached-kept"
    case .locksNotInherited: "locks-not-inherited"
    case .tornTailMended: "torn-tail-mended"
    }
  }

  /// What it protects from.
  public var sentence: StaticString {
    switch self {
    case .failedIsUnknown:
      "A look that fails or is not answered proves nothing, rather than a death."
    case .zombiesAreDead:
      "A process that has ended counts as ended, also while nobody has reaped it."
    case .permissionIsLife: "A process that may not be asked lives, rather than being gone."
    case .identityIsCompared: "Whoever has the pid by now is not taken for the one who had it."
    case .twoWitnesses: "The agent's process is looked at as well; the pane does not speak for it."
    case .nonceInNames:
      "What is found under a session's name is its own, since nobody else has its number."
    case .spelledNames: "An id is spelled so that tmux, git and the file system keep it as it is."
    case .exactTargets:
      "What is done to a session that is gone does not hit one whose name begins alike."
    case .idsAreChecked:
      "An id of a tmux server that is gone does not hit what has it on the next one."
    case .placesNamed: "A session whose record does not say where it is is not ended by guess."
    case .intentFirst: "What is about to be made stands in the record before it is made."
    case .runKeyChecked: "A run key that has its session gets no second one."
    case .failedRunRetried: "A run that never came to have an agent does not keep its key for ever."
    case .holderProvenDead:
      "What somebody has begun is taken over only when he is proven to be gone."
    case .revisionsChecked:
      "A record that somebody else has changed is read again, not written over."
    case .rollback: "What a failed launch has made is taken back."
    case .leftoversAdopted: "What an attempt has left under the session's own name is gone on with."
    case .wholeTrees: "A worktree that git was killed over is not worked in."
    case .ownRegistrationOnly:
      "Making room for a worktree forgets no other that is missing at the time."
    case .acknowledgedByRunner:
      "A launch has succeeded when its runner says so, not when tmux does."
    case .fencedLaunch: "A launch that was given up starts no agent when it comes true later."
    case .dirtyWorkKept: "A worktree or branch that holds what is nowhere else is not removed."
    case .descendantsEnded: "What has left the terminal is ended with its session."
    case .identityBeforeSignal:
      "A signal goes to a process that proves to be the one meant, not to a number."
    case .absentIsEnded: "To end what is not there any more succeeds."
    case .endConfirmed: "A session is said to be ended only when nothing of it lives."
    case .killedStaysKilled: "A message to a session that was ended does not bring it back."
    case .guardedKill:
      "A completed session is closed only if it is still so, and unattended, in that moment."
    case .livingAdopted:
      "A supervisor that starts takes what it finds for alive until it has looked."
    case .restoresAreAsked:
      "A session that is over comes back when somebody asks for it, and not by itself."
    case .onlyOwnedIsSwept: "A tmux session that no record names is left alone."
    case .serverDeathSeen:
      "The sessions of a tmux server end with its process, whoever answers by now."
    case .handlesKept: "A session that has ended keeps the names of what is left of it."
    case .mergeIsNoEnd: "A merge ends no session while its agent lives."
    case .monotonicTime: "Ages are told by a clock that nobody sets."
    case .effectsRevalidated: "What the record does not call for any more is not said."
    case .attemptsCounted: "What was said to an agent counts towards how often it may be said."
    case .oneNumberPerEffect:
      "A message that is sent again has the number that it had, so that it is taken once."
    case .livingReader: "A message counts as delivered only where an agent can read it."
    case .promptsKept: "A message that comes before the agent has started waits for it."
    case .unattachedKept: "A session in the background stays when nobody is attached to it."
    case .locksNotInherited:
      "A lock ends with its holder, whatever the holder has started meanwhile."
    case .tornTailMended:
      "What is added to a file whose last line is torn begins on a line of its own."
    }
  }

  /// The set that holds this safeguard alone.
  public var set: Safeguards { Safeguards(rawValue: 1 << UInt64(rawValue)) }

  /// The safeguard of a word.
  public static func named(_ word: String) -> Safeguard? { allCases.first { $0.text == word } }
}
