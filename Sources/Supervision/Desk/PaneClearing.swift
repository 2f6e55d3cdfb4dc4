import Operations

// How a desk removes what carries its token: panes, session, processes.
//
// Contract: `clean` means that a snapshot showed no session of the owner and the process table no
// process that carries its token; it ends after `clearingRoundsMax` rounds with whatever is left.
//
// Only what proves to be its own is hit. A session is killed by the server itself, in one step with
// the comparison of its option `@owner` with the token: an id that a restarted server gave to
// another session does not pass. A process is signalled through its full identity, so that a pid
// that was taken again is not hit. An agent that ignores the hang-up of its terminal is asked to
// end, and from a round on killed.
//
// Survives: sessions and servers that are gone, calls that fail or hang, processes of another user
// (they are left, and the result says so). A stopped server is not waited for: when the processes of
// its panes are gone, so are its panes as soon as it goes on, unless somebody's settings keep dead
// panes (`remain-on-exit`); those stay behind then, with nothing in them.

/// One clearing at a time, for a machine that hosts it.
public struct PaneClearing: Sendable, Foldable {
  /// What came of it.
  public enum Result: Hashable, Sendable {
    /// Nothing carries the token any more.
    case clean
    /// So many processes do, or it is not known.
    case leftovers(processes: Int)
  }

  enum Step: UInt32, Hashable, Sendable {
    case idle, listing, killing, finding, signalling, pausing
  }

  private let policy: DeskPolicy
  private let socket: Text
  private(set) var step = Step.idle
  private var asking: Asking
  private var token: UInt64 = 0
  private var owner = Text.empty
  private var round = 0
  private var sessions: [Int32] = []
  private var processes: [ProcessIdentity] = []
  private var left = 0
  private var isSure = false

  /// Makes a clearing; the tags from the base on, 4096 of them, are its own.
  public init(_ policy: DeskPolicy, socket: Text, base: UInt32) {
    self.policy = policy
    self.socket = socket
    asking = Asking(base: base)
  }

  /// Whether the tag is one of its questions.
  public func owns(_ tag: Tag) -> Bool { asking.owns(tag) }

  /// Begins to remove what carries the token.
  public mutating func begin(token: UInt64, _ emit: inout Emitter) {
    self.token = token
    owner = emit.text { builder, _ in builder.add(token) }
    round = 0
    look(&emit)
  }

  // MARK: - The steps

  /// Takes an answer; a result when the clearing has ended.
  public mutating func handle(_ tag: Tag, _ outcome: Outcome, _ emit: inout Emitter) -> Result? {
    guard asking.takes(tag) else { return nil }
    switch step {
    case .listing:
      list(outcome, emit.rows)
      nextKill(&emit)
    case .killing:
      // Whether it was killed, the next round sees.
      nextKill(&emit)
    case .finding:
      find(outcome, emit.rows)
      if isSure, processes.isEmpty { return end(.clean) }
      guard round < policy.clearingRoundsMax else {
        return end(.leftovers(processes: left))
      }
      nextSignal(&emit)
    case .signalling:
      nextSignal(&emit)
    case .pausing:
      look(&emit)
    case .idle:
      preconditionFailure("an answer to no question: \(outcome), \(self)")
    }
    return nil
  }

  private mutating func look(_ emit: inout Emitter) {
    round += 1
    ask(.listing, .tmux(.listAllPanes, socket: socket), &emit)
  }

  private mutating func list(_ outcome: Outcome, _ rows: [Row]) {
    sessions = []
    switch outcome {
    case .tmux(.listing):
      for row in rows {
        guard case .pane(let facts) = row, facts.owner == owner else { continue }
        if sessions.last != facts.reference.session { sessions.append(facts.reference.session) }
      }
      isSure = sessions.isEmpty
    case .tmux(.failed(let failure)):
      switch failure.reason {
      case .noServer, .noSocket, .noSessions, .noCurrentTarget:
        // No server, or one that nobody can reach: what counts are the processes.
        isSure = true
      default:
        isSure = false
      }
    default:
      // A server that does not answer has nothing that lives without a process.
      isSure = round > policy.killFromRound
    }
  }

  private mutating func nextKill(_ emit: inout Emitter) {
    guard let session = sessions.popLast() else {
      ask(.finding, .process(.find(nonce: token)), &emit)
      return
    }
    let condition = SessionGuard(option: emit.texts.text("@owner"), value: owner, unattached: false)
    ask(.killing, .tmux(.killSessionIf(.session(session), condition), socket: socket), &emit)
  }

  private mutating func find(_ outcome: Outcome, _ rows: [Row]) {
    processes = []
    guard case .process(.listing) = outcome else {
      isSure = false
      return
    }
    for row in rows {
      guard case .process(let facts) = row, facts.state != .zombie else { continue }
      processes.append(facts.identity)
    }
    left = processes.count
  }

  private mutating func nextSignal(_ emit: inout Emitter) {
    // In the first round the hang-up of their terminals is on its way.
    guard round > 1, let process = processes.popLast() else {
      step = .pausing
      asking.ask(.timer(policy.clearingPause), &emit)
      return
    }
    let signal: Signal = round < policy.killFromRound ? .terminate : .kill
    ask(.signalling, .process(.signalIdentity(process, signal)), &emit)
  }

  private mutating func end(_ result: Result) -> Result {
    step = .idle
    return result
  }

  private mutating func ask(_ next: Step, _ operation: Operation, _ emit: inout Emitter) {
    step = next
    asking.ask(operation, limit: policy.callLimit, &emit)
  }

  /// Folds where it stands and what is left.
  public func fold(into digest: inout Digest) {
    digest.fold(step.rawValue, UInt32(round))
    asking.fold(into: &digest)
    digest.fold(token)
    digest.fold(UInt32(left), isSure ? 1 : 0)
    for session in sessions { digest.fold(UInt64(UInt32(bitPattern: session))) }
    for process in processes { process.fold(into: &digest) }
  }
}
