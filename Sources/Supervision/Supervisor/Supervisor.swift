import Lifecycle
import Operations

/// Watches over all sessions: looks at what lives, tells the reducer, and carries out what follows.
///
/// Contract: it ends no session itself. It hands facts to the reducer, under the generation that
/// they are about, and writes what the reducer makes of them under the revision that it read. What
/// could not be looked at is a failed reading and no death: a server that does not answer says
/// nothing about any session, and a pass in which most of the board is gone is not believed at
/// first. What the reducer calls for is kept in the record until it was handed over, and is only
/// handed over while the record still calls for it; its number lets the receiver see a repetition.
/// Started again after a crash or a reboot, it goes on from the records: what lives is left alone,
/// what was begun by somebody who is gone is finished or undone, and nothing is touched that does
/// not carry the nonce of its record. It survives failing, slow and hanging calls, late answers,
/// stepped clocks, other writers, and a second supervisor, which waits for the lock.
public struct Supervisor: Machine {
  /// The numbers and places.
  public let policy: SupervisorPolicy
  /// How many passes it has made.
  public internal(set) var passCount = 0
  /// How many passes it did not believe.
  public internal(set) var disbelievedCount = 0
  /// The recovery that is under way.
  public internal(set) var recovery: StepRun<SessionWork>?
  /// What it does.
  public internal(set) var step = Step.idle

  /// What it can be doing.
  public enum Step: UInt32, Hashable, Sendable {
    case idle = 1
    case locking, unlocking, waitForLock, resting
    case clock, records, panes, server, process, pullRequest, write, deliver, holder, worktrees
    case stranger
  }

  var me = ProcessIdentity(boot: 0, namespace: 0, pid: 0, startTick: 0, nonce: 0)
  var board: [BoardEntry] = []
  /// The session of the board that is being looked at.
  var place = 0
  var view = ServerView.unasked
  /// Whether the servers that could not be asked are known to be gone, by their process.
  var goneServers: [ProcessIdentity] = []
  var at = 0
  /// Passes in a row in which most of the board was gone.
  var massDeaths = 0
  /// Passes in a row in which the server could not be asked.
  var silentPasses = 0
  /// What was seen of agents since the last pass.
  var signals: [SeenActivity] = []
  /// Tries to hand over the effect that stands first.
  var deliveries = 0
  /// tmux sessions that no record names and that are to be killed.
  var strangers: [Text] = []
  /// Sessions that were given up, so that a person is told once.
  var givenUp: [Text] = []

  /// A sign of activity that has come by message.
  struct SeenActivity: Hashable, Sendable {
    var session: Text
    var activity: AgentActivity
    /// The number of the message, which tells the runtime as well.
    var number: UInt64

    /// Whether the agent of this runtime has said it.
    func isOf(_ runtime: SessionRuntime) -> Bool {
      activity.number(in: runtime.nonce) == number
    }
  }

  static let pauseTag = Tag(rawValue: 50)
  static let ignoredTag = Tag(rawValue: 51)
  static let noticeTag = Tag(rawValue: 52)
  static let recoveryTag: UInt32 = 60

  /// Makes a supervisor.
  public init(_ policy: SupervisorPolicy) {
    self.policy = policy
  }

  var reducer: Reducer { Reducer(rules: policy.sessions.rules) }

  var safeguards: Safeguards { policy.sessions.safeguards }

  /// Takes one input.
  public mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch input {
    case .started(let start):
      me = start.identity
      policy.lock.isEmpty ? beginPass(&emit) : lock(&emit)
    case .message(let message, _):
      note(message)
    case .signal(.terminate), .signal(.interrupt), .signal(.hangUp):
      // Everything that was begun stands in the records.
      emit.perform(.process(.exit(status: 0)), Self.ignoredTag)
    case .signal(.continue), .signal(.stop), .signal(.kill), .signal(.segmentationFault):
      break
    case .outcome(Self.ignoredTag, _):
      // It is still there, so that it could not end, and goes on.
      break
    case .outcome(Self.noticeTag, let outcome):
      takeNotice(outcome)
    case .outcome(Self.pauseTag, _):
      step == .waitForLock ? lock(&emit) : beginPass(&emit)
    case .outcome(let tag, let outcome):
      if let run = recovery, run.owns(tag) {
        recovery?.handle(tag, outcome, &emit)
        settleRecovery(&emit)
      } else if tag.rawValue == step.rawValue {
        take(outcome, &emit)
      }
    }
  }

  private mutating func note(_ message: Message) {
    guard message.topic == SessionTopic.activity, signals.count < policy.signalsMax,
      let activity = AgentActivity(number: message.number)
    else { return }
    let signal = SeenActivity(
      session: message.body, activity: activity, number: message.number)
    // One that says the same again and again leaves room for what others say.
    if signals.last(where: { $0.session == signal.session }) != signal { signals.append(signal) }
  }

  private mutating func take(_ outcome: Outcome, _ emit: inout Emitter) {
    switch step {
    case .locking: takeLock(outcome, &emit)
    case .unlocking:
      // Whether it was freed or never taken: it is tried for again.
      waitForLock(&emit)
    case .clock: takeClock(outcome, &emit)
    case .records: takeRecords(outcome, &emit)
    case .panes: takePanes(outcome, &emit)
    case .server: takeServer(outcome, &emit)
    case .process: takeProcess(outcome, &emit)
    case .pullRequest: takePullRequest(outcome, &emit)
    case .write: takeWrite(outcome, &emit)
    case .deliver: takeDelivery(outcome, &emit)
    case .holder: takeHolder(outcome, &emit)
    case .worktrees: takeWorktrees(outcome, &emit)
    case .stranger: nextStranger(&emit)
    case .idle, .waitForLock, .resting: break
    }
  }

  // MARK: - One at a time

  private mutating func lock(_ emit: inout Emitter) {
    ask(.locking, .file(.lock(policy.lock, .exclusive)), policy.sessions.storeLimit, &emit)
  }

  private mutating func takeLock(_ outcome: Outcome, _ emit: inout Emitter) {
    if case .file(.done) = outcome { return beginPass(&emit) }
    if outcome == .limitPassed {
      // It may have been taken all the same, and would then keep its own holder out.
      return ask(.unlocking, .file(.unlock(policy.lock)), policy.sessions.storeLimit, &emit)
    }
    // Another holds it, or the folder is not there yet; the kernel frees it with its holder.
    waitForLock(&emit)
  }

  private mutating func waitForLock(_ emit: inout Emitter) {
    step = .waitForLock
    emit.perform(.timer(policy.lockPause), Self.pauseTag)
  }

  // MARK: - The course of a pass

  mutating func beginPass(_ emit: inout Emitter) {
    passCount += 1
    board = []
    place = 0
    view = .unasked
    goneServers = []
    ask(.clock, policy.sessions.readClock, policy.sessions.processLimit, &emit)
  }

  mutating func rest(_ emit: inout Emitter) {
    step = .resting
    emit.perform(.timer(policy.pause), Self.pauseTag)
  }

  mutating func ask(
    _ next: Step, _ operation: Operation, _ limit: Interval, _ emit: inout Emitter
  ) {
    step = next
    emit.perform(operation, Tag(rawValue: next.rawValue), limit: limit)
  }

  /// Folds all of it.
  public func fold(into digest: inout Digest) {
    digest.fold(UInt64(step.rawValue))
    me.fold(into: &digest)
    digest.fold(UInt32(truncatingIfNeeded: place), UInt32(massDeaths) << 16 | UInt32(silentPasses))
    digest.fold(at)
    digest.fold(
      UInt32(deliveries) << 16 | UInt32(passCount % max(policy.passesPerSweep, 1)),
      UInt32(passCount % max(policy.passesPerPullRequest, 1)) << 16
        | UInt32(passCount % max(policy.passesPerRetry, 1)))
    fold(signals, into: &digest)
    for server in goneServers { server.fold(into: &digest) }
    switch view {
    case .unasked: digest.fold(0, 0)
    case .unknown: digest.fold(1, 0)
    case .listed(let panes):
      digest.fold(2, UInt32(panes.count))
      for pane in panes { pane.fold(into: &digest) }
    }
    for entry in board {
      digest.fold(entry.document.id)
      digest.fold(entry.revision)
      digest.fold(
        UInt32(entry.runtime.rawValue) << 8 | UInt32(entry.process.rawValue),
        entry.isChanged ? 1 : 0)
      fold(entry.signals, into: &digest)
    }
    for session in givenUp { digest.fold(session) }
    for session in strangers { digest.fold(session) }
    recovery?.fold(into: &digest)
  }

  private func fold(_ signals: [SeenActivity], into digest: inout Digest) {
    digest.fold(signals.count)
    for signal in signals {
      digest.fold(signal.session)
      digest.fold(signal.number)
    }
  }
}
