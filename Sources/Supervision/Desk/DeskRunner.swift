import Operations

// The runner of a desk: fresh workers, one iteration after the other, until a verifier is content.
//
// Contract:
// - One runner for one project root (`ProjectLock`). It gives the root back when its panes are gone.
// - It makes one session that nobody else has (`SessionCreation`), and records its real name.
// - It checks its panes after it made them, before and after each prompt, and at each look for an
//   answer (`PaneMonitor`). When one died, `SLUG-blocked.json` says so within five seconds of that
//   check: infra_failure, recoverable, restart. When nothing died, no record says that something
//   did. A tmux that does not answer for `unknownChecksMax` checks in a row, or a worker that is
//   stuck after all restarts, ends the run too, with words of its own.
// - A file that is not whole is no signal yet, and one of an earlier iteration is none.
// - Every wait has a limit, every retry a count, both in `DeskPolicy`.
// - INT, TERM and HUP end it: it clears up, gives the root back, and exits.
// - It exits with 0 when the work is complete and with 1 otherwise.
//
// The record of an end is written aside, synced, and linked to its name: whoever comes first has it,
// and nobody sees half of it. The note for people and the status follow, each in one step; the sync
// of the note's folder makes the link durable. Readers that see the note find the record.
//
// Sources of truth: the kernel for the lock, one snapshot of tmux for the panes, the process table
// for what outlives them, the agents' files for their word. Its own memory is lost in a crash; a
// successor finds what is left by the token in the lock's record, and removes it before it begins.
//
// Survives: crashes and stops at any point, calls that fail, hang or are slow, a server that is
// stopped, killed or restarted with the same names, names that are taken, clients that leave, torn
// files, workers that die, hang or say nothing, another runner at any distance.
// Does not survive, and does not pretend to: `kill-session` and the end of the server (the run is
// blocked); a `new-session` that a stopped server carries out after the runner has given up; a server
// that is replaced in the few milliseconds between a check and the keys that follow it, for tmux has
// no way to type on a condition (the check that follows finds it out).

/// A runner of one mission on one project root.
///
/// The texts of its setup must be known to the universe's table. It is to catch INT, TERM and HUP
/// (`Habits`).
public struct DeskRunner: Machine {
  let setup: DeskSetup
  let policy: DeskPolicy
  /// What it is about.
  public internal(set) var phase = DeskPhase.idle
  /// How it ends, once that is decided.
  public internal(set) var ending: DeskEnding?
  /// What it has come to.
  public internal(set) var counts = IterationCounts()
  /// The panes that it has made.
  public internal(set) var panes: DeskPanes?
  /// The name that its session really has.
  public internal(set) var sessionName = Text.empty
  var lock: ProjectLock
  var monitor: PaneMonitor
  var creation: SessionCreation
  var clearing: PaneClearing
  var files: FileSequence
  var asking = Asking(base: 0x1000)
  var notice = Asking(base: 0xA000)
  var grant: LockGrant?
  var paths: DeskFiles?
  var start: Start?
  var root = Text.empty
  var token: UInt64 = 0
  var mayHavePanes = false
  var stopSignal: Signal?
  var now = WallTime(milliseconds: 0)
  var role = Role.worker
  var attempts = 0
  var unknownChecks = 0
  var polls = 0
  var extensions = 0
  var heartbeat = Heartbeat()
  var screen = Text.empty
  var idlePolls = 0
  var nudges = 0
  var claimFailed = false
  var claimExisted = false

  /// Whose answer is waited for.
  enum Role: UInt8, Hashable, Sendable {
    case worker, verifier
  }

  /// Makes a runner.
  public init(_ setup: DeskSetup, _ policy: DeskPolicy = DeskPolicy()) {
    self.setup = setup
    self.policy = policy
    lock = ProjectLock(policy.lock, base: 0x2000)
    monitor = PaneMonitor(policy, socket: setup.socket, base: 0x4000)
    creation = SessionCreation(policy, setup, base: 0x6000)
    clearing = PaneClearing(policy, socket: setup.socket, base: 0x7000)
    files = FileSequence(policy, base: 0x8000)
  }

  /// The root as it was spelt.
  public var claimedRoot: Text { root }

  /// Whether the root is its own: between the claim and the release.
  public var holdsRoot: Bool { lock.isHeld }

  /// Whether nobody watches it on purpose.
  public var isBackground: Bool { setup.isBackground }

  /// The number that its panes and processes carry.
  public var paneToken: UInt64 { token }

  // MARK: - Inputs

  /// Takes one input and asks for what follows.
  public mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch input {
    case .started(let start):
      precondition(phase == .idle, "started twice: \(self)")
      self.start = start
      root = start.argument.isEmpty ? setup.root : start.argument
      phase = .drawing
      asking.ask(.drawNumber, &emit)
    case .outcome(let tag, let outcome):
      take(tag, outcome, &emit)
    case .message:
      // Nobody has anything to tell it; it hears from its agents by their files.
      break
    case .signal(let signal):
      take(signal, &emit)
    }
  }

  private mutating func take(_ signal: Signal, _ emit: inout Emitter) {
    switch signal {
    case .hangUp, .interrupt, .terminate: break
    case .kill, .segmentationFault, .continue, .stop: return
    }
    // Whoever is on its way out already goes on.
    guard ending == nil, stopSignal == nil else { return }
    switch phase {
    case .idle, .drawing, .locking, .clearingPredecessor:
      // What is under way is short, and what came of it has to be known.
      stopSignal = signal
    case .creating:
      stopSignal = signal
      creation.requestStop()
    default:
      end(.signalled(signal), &emit)
    }
  }

  /// Ends for a signal that came while something could not be left; whether it did.
  mutating func endIfStopped(_ emit: inout Emitter) -> Bool {
    guard let stopSignal else { return false }
    end(.signalled(stopSignal), &emit)
    return true
  }

  private mutating func take(_ tag: Tag, _ outcome: Outcome, _ emit: inout Emitter) {
    // Every part tells its own answers from late ones, and is asked only for what it began.
    if lock.owns(tag) {
      if let result = lock.handle(tag, outcome, &emit) { decided(result, &emit) }
    } else if monitor.owns(tag) {
      if let verdict = monitor.handle(tag, outcome, &emit) { checked(verdict, &emit) }
    } else if creation.owns(tag) {
      if let result = creation.handle(tag, outcome, &emit) { created(result, &emit) }
    } else if clearing.owns(tag) {
      if let result = clearing.handle(tag, outcome, &emit) { cleared(result, &emit) }
    } else if files.owns(tag) {
      if let result = files.handle(tag, outcome, &emit) { wrote(result, &emit) }
    } else if notice.owns(tag) {
      // Whether a person was told changes nothing: the record is what counts.
      _ = notice.takes(tag)
    } else if asking.takes(tag) {
      answered(outcome, &emit)
    }
  }

  // MARK: - The beginning

  private mutating func answered(_ outcome: Outcome, _ emit: inout Emitter) {
    switch phase {
    case .drawing: drew(outcome, &emit)
    case .findingComplete, .findingBlocked: foundRecord(outcome, &emit)
    case .stamping(let writing): stamped(writing, outcome, &emit)
    case .waitingToCheck(let site): check(site, &emit)
    case .sending: sent(outcome, &emit)
    case .waitingToSend: send(&emit)
    case .waiting: look(&emit)
    case .reading: read(outcome, &emit)
    case .listening: listened(outcome, &emit)
    case .capturing: captured(outcome, &emit)
    case .nudging: wait(&emit)
    case .backingOff: check(.restart, &emit)
    case .respawning: respawned(outcome, &emit)
    case .learning: learned(outcome, &emit)
    case .readingContext: readContext(outcome, &emit)
    case .exiting: stillHere(&emit)
    case .idle, .locking, .clearingPredecessor, .creating, .writing, .checking, .clearing,
      .releasing:
      preconditionFailure("an answer to no question: \(outcome), \(self)")
    }
  }

  private mutating func drew(_ outcome: Outcome, _ emit: inout Emitter) {
    guard case .number(let number) = outcome, let start else {
      // Without a number nothing of its own could be told from anything else.
      attempts += 1
      guard attempts < policy.callAttemptsMax else { return end(.unable(.session), &emit) }
      asking.ask(.drawNumber, &emit)
      return
    }
    // 0 is the number of those who have none; 53 bits are what every reader of JSON can hold.
    token = max(1, number >> 11)
    phase = .locking
    lock.begin(
      LockClaim(root: root, slug: setup.slug, identity: start.identity, token: token), &emit)
  }

  private mutating func decided(_ result: LockResult, _ emit: inout Emitter) {
    switch result {
    case .acquired(let grant):
      self.grant = grant
      token = grant.owner.token
      paths = DeskFiles(root: grant.owner.root, slug: setup.slug, &emit)
      guard grant.predecessor != nil else {
        guard !endIfStopped(&emit) else { return }
        return write(.folder, &emit)
      }
      // Whatever comes, what the dead one left is looked for before the root is given back: the
      // record, which is removed then, is all that tells of it.
      mayHavePanes = true
      phase = .clearingPredecessor
      clearing.begin(token: token, &emit)
    case .held, .failed:
      end(.refused(result), &emit)
    case .released:
      exit(&emit)
    }
  }

  private mutating func created(_ result: SessionCreation.Result, _ emit: inout Emitter) {
    switch result {
    case .created(let panes):
      self.panes = panes
      guard !endIfStopped(&emit) else { return }
      check(.create, &emit)
    case .died:
      end(.blocked(death(at: .create, &emit)), &emit)
    case .failed:
      end(.unable(.session), &emit)
    case .stopped:
      guard endIfStopped(&emit) else { preconditionFailure("stopped by nobody: \(self)") }
    }
  }

  /// Begins the next iteration, unless there have been enough.
  mutating func nextIteration(_ emit: inout Emitter) {
    guard counts.iteration < policy.iterationsMax else {
      return end(.timedOut(.iterations), &emit)
    }
    counts.iteration += 1
    role = .worker
    extensions = 0
    phase = .findingComplete
    asking.ask(.file(.stat(known.complete)), limit: policy.callLimit, &emit)
  }

  private mutating func foundRecord(_ outcome: Outcome, _ emit: inout Emitter) {
    // Only a record that is there says something; one that cannot be looked at does not.
    if case .file(.facts) = outcome {
      end(phase == .findingComplete ? .alreadyComplete : .alreadyBlocked, &emit)
    } else if phase == .findingComplete {
      phase = .findingBlocked
      asking.ask(.file(.stat(known.blocked)), limit: policy.callLimit, &emit)
    } else if panes == nil {
      phase = .creating
      mayHavePanes = true
      creation.begin(token: token, folder: known.folder, &emit)
    } else {
      write(.prompt, &emit)
    }
  }

  /// The paths of its files, which it has since it has the root.
  var known: DeskFiles {
    guard let paths else { preconditionFailure("no root yet: \(self)") }
    return paths
  }

  /// The pane of the agent whose turn it is.
  var pane: PaneReference {
    guard let panes else { preconditionFailure("no panes yet: \(self)") }
    return role == .worker ? panes.worker : panes.verifier
  }
}
