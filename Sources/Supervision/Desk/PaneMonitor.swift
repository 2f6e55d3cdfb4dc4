import Operations

// The lifecycle monitor of a desk (R12): do the session and the panes that were made still live?
//
// Contract: a check ends within five seconds, whatever tmux does: `alive` at the first snapshot that
// shows every pane as it was made; `dead` when two probes have shown that one is not, or one and then
// the time is over; `unknown` when nothing was shown and the process table has all panes' processes.
// The caller records a death; what it does about the unknown is its own decision, but it is no death.
//
// Sources of truth: one `list-panes -a` a probe, which is one consistent answer of the server. A
// pane is told by its server's pid and start, its session's id, its own id and its process's pid: no
// name, which a stranger may bear or begin with, and no id alone, which a restarted server gives
// anew. That nobody listens at the socket, or that the server has no session, is a death. Everything
// else (a client that could not be started, no answer within `probeLimit`, a socket file that is
// gone) says nothing about the panes; then the processes are asked for by the number that was put
// into their environment.
//
// Survives: calls that fail or hang, a server that is stopped and goes on, prefix twins, the same
// names and ids on another server, a pane whose status is not there yet, windows that are moved.

/// One check of the panes at a time, for a machine that hosts it.
public struct PaneMonitor: Sendable, Foldable {
  /// What a check has found.
  public enum Verdict: Hashable, Sendable {
    /// All panes are as they were made; the session's name.
    case alive(sessionName: Text)
    /// One of them is not.
    case dead(Evidence)
    /// Nobody could tell, and the processes run.
    case unknown
  }

  /// What shows a death.
  public enum Evidence: UInt8, Hashable, Sendable {
    /// Nobody listens at the socket, or another server does.
    case serverGone
    /// The server does not have the session.
    case sessionGone
    /// The session does not have the pane.
    case paneGone
    /// The pane is there and its process has ended.
    case paneDead
    /// The pane runs another process.
    case processReplaced
    /// The process of a pane is not in the process table.
    case processGone
  }

  private let policy: DeskPolicy
  private let socket: Text
  private var probe: Asking
  private var tick: Asking
  private var panes: DeskPanes?
  private var token: UInt64 = 0
  private var probes = 0
  private var deaths = 0
  private var evidence: Evidence?
  private var asksProcesses = false

  /// Makes a monitor; the tags from the base on, 8192 of them, are its own.
  public init(_ policy: DeskPolicy, socket: Text, base: UInt32) {
    self.policy = policy
    self.socket = socket
    probe = Asking(base: base)
    tick = Asking(base: base + 0x1000)
  }

  /// Whether the tag is one of its questions.
  public func owns(_ tag: Tag) -> Bool { probe.owns(tag) || tick.owns(tag) }

  /// Begins a check of the panes whose processes carry the token.
  public mutating func begin(_ panes: DeskPanes, token: UInt64, _ emit: inout Emitter) {
    self.panes = panes
    self.token = token
    probes = 0
    deaths = 0
    evidence = nil
    asksProcesses = false
    ask(&emit)
  }

  /// Forgets the check: its answers will be late ones.
  public mutating func abandon(_ emit: inout Emitter) {
    probe.abandon()
    callOffTick(&emit)
  }

  /// Takes an answer; a verdict when the check has ended.
  public mutating func handle(
    _ tag: Tag, _ outcome: Outcome, _ emit: inout Emitter
  ) -> Verdict? {
    if tick.takes(tag) {
      // A timer is set only while a probe is to follow. Its limit is shorter than the interval, but
      // a process that was stopped hears both at once and in any order.
      probe.abandon()
      ask(&emit)
      return nil
    }
    guard probe.takes(tag) else { return nil }
    return asksProcesses ? look(atProcesses: outcome, emit.rows) : look(outcome, &emit)
  }

  private mutating func ask(_ emit: inout Emitter) {
    probes += 1
    probe.ask(.tmux(.listAllPanes, socket: socket), limit: policy.probeLimit, &emit)
    if probes < policy.probesMax { tick.ask(.timer(policy.probeInterval), &emit) }
  }

  private mutating func callOffTick(_ emit: inout Emitter) {
    guard tick.isOpen else { return }
    let timer = tick.tag
    tick.abandon()
    emit.perform(.cancelTimer(timer), timer)
  }

  // MARK: - What a snapshot shows

  private mutating func look(_ outcome: Outcome, _ emit: inout Emitter) -> Verdict? {
    switch reading(of: outcome, emit.rows) {
    case .alive(let name):
      callOffTick(&emit)
      return .alive(sessionName: name)
    case .dead(let found):
      deaths += 1
      evidence = found
      guard deaths < policy.deathConfirmations, probes < policy.probesMax else {
        callOffTick(&emit)
        return .dead(found)
      }
    case .unknown:
      break
    }
    guard probes >= policy.probesMax else { return nil }
    if let evidence { return .dead(evidence) }
    asksProcesses = true
    probe.ask(.process(.find(nonce: token)), limit: policy.evidenceLimit, &emit)
    return nil
  }

  private func reading(of outcome: Outcome, _ rows: [Row]) -> Verdict {
    switch outcome {
    case .tmux(.listing):
      return compare(rows)
    case .tmux(.failed(let failure)):
      switch failure.reason {
      case .noServer: return .dead(.serverGone)
      case .noCurrentTarget, .noSessions: return .dead(.sessionGone)
      default: return .unknown
      }
    // No answer, or one that this question cannot have: it says nothing about the panes.
    default:
      return .unknown
    }
  }

  private func compare(_ rows: [Row]) -> Verdict {
    guard let panes else { preconditionFailure("no panes to compare with: \(self)") }
    var name = Text.empty
    for wanted in [panes.leader, panes.worker, panes.verifier] {
      var hasServer = false
      var hasSession = false
      var found: PaneFacts?
      for row in rows {
        guard case .pane(let facts) = row else { continue }
        let reference = facts.reference
        guard
          reference.serverPid == wanted.serverPid && reference.serverStart == wanted.serverStart
        else { continue }
        hasServer = true
        guard reference.session == wanted.session else { continue }
        hasSession = true
        if reference.pane == wanted.pane { found = facts }
      }
      guard hasServer else { return .dead(.serverGone) }
      guard hasSession else { return .dead(.sessionGone) }
      guard let found else { return .dead(.paneGone) }
      guard !found.isDead else { return .dead(.paneDead) }
      guard found.reference.panePid == wanted.panePid else { return .dead(.processReplaced) }
      name = found.sessionName
    }
    return .alive(sessionName: name)
  }

  private func look(atProcesses outcome: Outcome, _ rows: [Row]) -> Verdict {
    guard let panes, case .process(.listing) = outcome else { return .unknown }
    for wanted in [panes.leader, panes.worker, panes.verifier] {
      let runs = rows.contains { row in
        guard case .process(let facts) = row else { return false }
        return facts.identity.pid == wanted.panePid && facts.state != .zombie
      }
      guard runs else { return .dead(.processGone) }
    }
    return .unknown
  }

  /// Folds how far the check is.
  public func fold(into digest: inout Digest) {
    probe.fold(into: &digest)
    tick.fold(into: &digest)
    digest.fold(UInt32(probes), UInt32(deaths))
    digest.fold(UInt32(evidence?.rawValue ?? 99), asksProcesses ? 1 : 0)
    digest.fold(token)
    panes?.fold(into: &digest)
  }
}
