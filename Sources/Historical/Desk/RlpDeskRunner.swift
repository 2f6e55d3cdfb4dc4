import Operations
import Supervision

// The runner of rlp-desk 0.11.1 around its three guards: the lock (R14), the session (R13), the
// lifecycle monitor (R12), as the plan of that release puts them together. In the release itself
// the creation of a session could not be reached, for the script ended outside of tmux; here it is
// reached, as it was meant.
//
// Contract as it was meant: exit status 0 when a verifier is content and 1 otherwise; a dead pane or
// session is recorded within five seconds of the next of three checkpoints: after the creation, at
// the top of an iteration, after the prompt was sent.
//
// Flaws beyond those of its parts (see RlpDeskLock, RlpDeskSession, RlpDeskMonitor):
// - the trap for INT and TERM cleans up and does not exit: the lock and the panes are gone, and the
//   loop goes on until the monitor reports a death that it has caused itself. The trap runs when the
//   command in the foreground ends. HUP does end the script;
// - the lock is given back first and the panes are killed two seconds later, by bare ids;
// - a signal file is taken as soon as it is there, whole or not;
// - `status.json` still says `running` after the monitor has blocked the run;
// - the session is left alive at the end.
// Not modelled: the lock per slug, heartbeats (nothing wrote them), nudges, prompts, the look at a
// pane's current command, circuit breakers, the verifier's own panes and verdicts beyond a pass: a
// signal `verify` completes the run.

/// A runner of one mission, as rlp-desk 0.11.1 was.
public struct RlpDeskRunner: Machine {
  /// How a run has ended.
  public enum Ending: Hashable, Sendable {
    /// The lock was not to be had.
    case refused(RlpDeskLock.Result)
    /// No session.
    case noSession
    /// The monitor found a death.
    case blocked
    /// Done.
    case complete
    /// The iterations or their time were used up.
    case timedOut
    /// HUP.
    case hungUp
  }

  enum Step: UInt32, Hashable, Sendable {
    case idle, preparing, preparingMemos, locking, creating, checkingCreation, checkingStart
    case removingSignal
    case sending, checkingSend, sleeping, reading, writingRecord, writingNote, writingComplete
    case cleaning, interrupting, pausing, killingWorker, killingVerifier, exiting
  }

  private let setup: RlpDeskSetup
  private(set) var step = Step.idle
  /// How it ended, once that is decided.
  public private(set) var ending: Ending?
  /// How often it has begun to check its session and panes, for those who watch it.
  public private(set) var checkCount = 0
  /// The iteration that it is in.
  public private(set) var iteration = 0
  /// How often it has cleaned up.
  public private(set) var cleanups = 0
  /// Whether it believes that the lock is its own: from the claim to its cleanup.
  public private(set) var believesToHold = false
  private var lock: RlpDeskLock
  private var session: RlpDeskSession
  private var monitor: RlpDeskMonitor
  private var asking = Asking(base: 0x1000)
  private var pid: Int32 = 0
  private var root = Text.empty
  /// The root as it was spelt.
  public var claimedRoot: Text { root }
  private var folder = Text.empty
  /// The session that it believes to be its own.
  public private(set) var name = Text.empty
  /// The ids of its panes: leader, worker, verifier.
  public private(set) var panes: [Int32] = []
  private var waited = Interval.zero
  /// A signal that waits for the command in the foreground.
  private var trapped: Signal?
  /// What the command in the foreground was, and gave, when the trap ran.
  private var interrupted: Interrupted?
  private var site: StaticString = "create"

  private struct Interrupted: Hashable, Sendable {
    var step: Step
    var outcome: Outcome?
    var verdict: Bool?
  }

  /// Makes a runner; it is to catch INT, TERM and HUP.
  public init(_ setup: RlpDeskSetup) {
    self.setup = setup
    lock = RlpDeskLock(base: 0x2000)
    session = RlpDeskSession(setup, base: 0x3000)
    monitor = RlpDeskMonitor(socket: setup.socket, base: 0x4000)
  }

  /// Whether nobody watches it on purpose.
  public var isBackground: Bool { setup.isBackground }

  /// Whether it cleans up, or has: then what ends is ended by itself.
  public var isClearing: Bool {
    switch step {
    case .cleaning, .interrupting, .pausing, .killingWorker, .killingVerifier, .exiting: true
    default: ending != nil || cleanups > 0
    }
  }

  /// Whether it is in its main loop or on the way there: what it does then, it does as the holder.
  public var works: Bool {
    switch step {
    case .idle, .preparing, .preparingMemos, .locking, .exiting: false
    default: true
    }
  }

  // MARK: - Inputs

  /// Takes one input.
  public mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch input {
    case .started(let start):
      pid = start.identity.pid
      root = start.argument.isEmpty ? setup.root : start.argument
      let root = root
      let logs = emit.text { builder, texts in
        builder.add(root, from: texts)
        builder.add("/.claude/ralph-desk/logs")
      }
      folder = emit.text { builder, texts in
        builder.add(root, from: texts)
        builder.add("/.claude/ralph-desk/memos")
      }
      ask(.preparing, .file(.makeDirectories(logs)), &emit)
    case .outcome(let tag, let outcome):
      take(tag, outcome, &emit)
    case .signal(let signal):
      // The traps are set when the lock is held; before that the script just ends.
      guard works else { return exit(&emit) }
      trapped = signal
    case .message:
      break
    }
  }

  private mutating func take(_ tag: Tag, _ outcome: Outcome, _ emit: inout Emitter) {
    if lock.owns(tag) {
      guard let result = lock.handle(tag, outcome, &emit) else { return }
      locked(result, &emit)
    } else if session.owns(tag) {
      guard let result = session.handle(tag, outcome, &emit) else { return }
      created(result, &emit)
    } else if monitor.owns(tag) {
      guard let isAlive = monitor.handle(tag, outcome, &emit) else { return }
      foreground(Interrupted(step: step, outcome: nil, verdict: isAlive), &emit)
    } else if asking.takes(tag) {
      foreground(Interrupted(step: step, outcome: outcome, verdict: nil), &emit)
    }
  }

  /// The command in the foreground has ended: now a trap runs, and then the script goes on.
  private mutating func foreground(_ ended: Interrupted, _ emit: inout Emitter) {
    let isCleaning =
      switch ended.step {
      case .cleaning, .interrupting, .pausing, .killingWorker, .killingVerifier: true
      default: false
      }
    guard let signal = trapped, !isCleaning else { return goOn(ended, &emit) }
    trapped = nil
    if signal == .hangUp {
      ending = ending ?? .hungUp
    } else {
      interrupted = ended
    }
    cleanUp(&emit)
  }

  // MARK: - The main loop

  private mutating func locked(_ result: RlpDeskLock.Result, _ emit: inout Emitter) {
    switch result {
    case .acquired:
      believesToHold = true
      step = .creating
      session.begin(pid: pid, &emit)
    case .released:
      believesToHold = false
      ask(.interrupting, tmux(.sendKeys(.pane(panes.dropFirst().first ?? -1), Text("C-c"))), &emit)
    case .duplicate, .racedAhead, .shellError:
      ending = .refused(result)
      exit(&emit)
    }
  }

  private mutating func created(_ result: RlpDeskSession.Result, _ emit: inout Emitter) {
    switch result {
    case .created(let name, let panes):
      self.name = name
      self.panes = panes
      check(.checkingCreation, "create", &emit)
    case .failed:
      ending = .noSession
      cleanUp(&emit)
    }
  }

  private mutating func goOn(_ ended: Interrupted, _ emit: inout Emitter) {
    switch ended.step {
    case .preparing:
      ask(.preparingMemos, .file(.makeDirectories(folder)), &emit)
    case .preparingMemos:
      step = .locking
      lock.begin(root: root, slug: setup.slug, pid: pid, &emit)
    case .checkingCreation, .checkingStart, .checkingSend:
      checked(ended, &emit)
    case .removingSignal:
      let iteration = iteration
      let line = emit.text { builder, _ in
        builder.add(iteration)
        builder.add(" prompt")
      }
      ask(.sending, tmux(.sendKeys(.pane(panes[1]), line)), &emit)
    case .sending:
      check(.checkingSend, "post_send", &emit)
    case .sleeping:
      waited = waited + setup.pollInterval
      ask(.reading, .file(.read(path("/iter-signal.json", &emit))), &emit)
    case .reading:
      read(ended.outcome, &emit)
    case .writingRecord:
      let note = emit.texts.text("BLOCKED: ALL\nCategory: infra_failure\n")
      ask(.writingNote, .file(.replace(path("/blocked.md", &emit), content: note)), &emit)
    case .writingNote:
      ending = .blocked
      cleanUp(&emit)
    case .writingComplete:
      ending = .complete
      cleanUp(&emit)
    case .interrupting:
      ask(.pausing, .timer(.seconds(2)), &emit)
    case .pausing:
      ask(.killingWorker, tmux(.killPane(.pane(panes.dropFirst().first ?? -1))), &emit)
    case .killingWorker:
      ask(.killingVerifier, tmux(.killPane(.pane(panes.last ?? -1))), &emit)
    case .killingVerifier:
      cleanups += 1
      guard let interrupted else { return exit(&emit) }
      // The trap returns, and the loop is where it was.
      self.interrupted = nil
      goOn(interrupted, &emit)
    case .exiting:
      break
    case .idle, .locking, .creating, .cleaning:
      preconditionFailure("an answer to no question: \(ended), \(self)")
    }
  }

  private mutating func checked(_ ended: Interrupted, _ emit: inout Emitter) {
    guard ended.verdict == true else { return block(&emit) }
    switch ended.step {
    case .checkingCreation:
      nextIteration(&emit)
    case .checkingStart:
      ask(.removingSignal, .file(.remove(path("/iter-signal.json", &emit))), &emit)
    default:
      waited = .zero
      ask(.sleeping, .timer(setup.pollInterval), &emit)
    }
  }

  private mutating func nextIteration(_ emit: inout Emitter) {
    iteration += 1
    guard iteration <= setup.iterationsMax else {
      ending = .timedOut
      return cleanUp(&emit)
    }
    check(.checkingStart, "iter_start", &emit)
  }

  private mutating func read(_ outcome: Outcome?, _ emit: inout Emitter) {
    guard case .file(.content(let record)) = outcome else {
      guard waited < setup.iterationTimeout else {
        ending = .timedOut
        return cleanUp(&emit)
      }
      return ask(.sleeping, .timer(setup.pollInterval), &emit)
    }
    // A file that is there is a signal; what jq cannot read is an unknown one, and the next
    // iteration begins.
    switch WorkerSignal(record, emit.texts)?.status {
    case .verify, .verifyPartial:
      let note = emit.texts.text("COMPLETE: ALL\n")
      ask(.writingComplete, .file(.replace(path("/complete.md", &emit), content: note)), &emit)
    case .blocked:
      block(&emit)
    case .continue, .unknown, nil:
      nextIteration(&emit)
    }
  }

  private mutating func block(_ emit: inout Emitter) {
    let site = site
    let record = emit.text { builder, _ in
      builder.add("{\"reason_category\":\"infra_failure\",\"reason_detail\":")
      builder.add("\"tmux session/pane dead during ")
      builder.add(site)
      builder.add("\",\"recoverable\":true,\"suggested_action\":\"restart\"}\n")
    }
    ask(.writingRecord, .file(.replace(path("/blocked.json", &emit), content: record)), &emit)
  }

  // MARK: - The end

  /// `cleanup`: the lock first, the panes two seconds later.
  private mutating func cleanUp(_ emit: inout Emitter) {
    step = .cleaning
    lock.release(&emit)
  }

  private mutating func exit(_ emit: inout Emitter) {
    ask(.exiting, .process(.exit(status: ending == .complete ? 0 : 1)), &emit)
  }

  // MARK: - Asking

  private mutating func check(_ next: Step, _ site: StaticString, _ emit: inout Emitter) {
    step = next
    checkCount += 1
    self.site = site
    monitor.begin(name: name, panes: panes, &emit)
  }

  private func path(_ name: StaticString, _ emit: inout Emitter) -> Text {
    emit.text { builder, texts in
      builder.add(folder, from: texts)
      builder.add(name)
    }
  }

  private func tmux(_ command: TmuxCommand) -> Operation {
    .tmux(command, socket: setup.socket)
  }

  private mutating func ask(_ next: Step, _ operation: Operation, _ emit: inout Emitter) {
    step = next
    asking.ask(operation, &emit)
  }

  /// Folds where it stands and its parts.
  public func fold(into digest: inout Digest) {
    digest.fold(step.rawValue, UInt32(cleanups))
    digest.fold(UInt32(trapped?.rawValue ?? 0), believesToHold ? 1 : 0)
    lock.fold(into: &digest)
    session.fold(into: &digest)
    monitor.fold(into: &digest)
    asking.fold(into: &digest)
    digest.fold(iteration)
    digest.fold(waited.nanoseconds)
    digest.fold(interrupted.map { UInt64($0.step.rawValue) + 1 } ?? 0)
    interrupted?.outcome?.fold(into: &digest)
    digest.fold(ending.map { UInt64($0 == .complete ? 1 : 2) } ?? 0)
  }
}
