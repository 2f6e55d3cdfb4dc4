import Lifecycle
import Operations
import Supervision

/// A supervisor's liveness poll as many were written: what does not answer is dead.
///
/// Contract: at every tick reads the records of the store, asks tmux for the session of each that
/// says `live`, writes `terminated` into those that did not answer, and kills what may be left of
/// their sessions. The records of the real session manager it reads and writes as well, so that it
/// can be put beside that one: it watches those that are not over and have an agent, and asks no
/// reducer. Source of truth: one answer of one probe. The pattern of several supervisors of
/// 2025 and 2026 (agent-orchestrator before 3475 and 1454, overdeck before 2787).
///
/// Flaws, kept: a client that could not be started, a server that is away, a call that hangs and a
/// session that is missing are one and the same to it; one such answer is a death; the death is
/// written before anything else is looked at, and never taken back.
public struct NaiveReaper: Machine {
  /// How it goes about it.
  public struct Policy: Hashable, Sendable {
    /// The socket of the tmux server.
    public var socket = "sock"
    /// How long it waits between two ticks.
    public var tickIntervalMs: Int64 = 3_000
    /// How many ticks there are.
    public var tickCountMax = 1_000
    /// How long a probe may take.
    public var probeLimitMs: Int64 = 2_000
    /// How long any other call may take.
    public var callLimitMs: Int64 = 5_000
    /// Whether it kills what it takes for left over.
    public var killsLeftovers = true

    /// As it was found.
    public init() {}
  }

  /// What it waits for.
  public enum Step: UInt8, Hashable, Sendable {
    case idle, pause, list, probe, bury, kill
  }

  private let policy: Policy
  private var question = Asking(base: 0)
  private var board: [Watched] = []
  private var tickCount = 0
  /// What it waits for.
  public private(set) var step = Step.idle
  /// The sessions that it has declared dead, in order.
  public private(set) var buried: [Text] = []

  /// A session that it looks at.
  private struct Watched: Equatable {
    var record: StoredRecord
    /// The name of the tmux session.
    var name: Text
    /// What the record says, if it is one of the real session manager.
    var document: SessionDocument?
  }

  /// What a record of a session says that is to be watched.
  public static let live: StaticString = "live"
  /// What it writes into one that it has given up.
  public static let terminated: StaticString = "terminated"

  /// A reaper.
  public init(_ policy: Policy = Policy()) {
    self.policy = policy
  }

  /// Takes one input.
  public mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch input {
    case .started: pause(&emit)
    case .outcome(let tag, let outcome):
      // What is no answer to the open question came after its limit, or twice.
      if question.takes(tag) { advance(outcome, &emit) }
    case .message, .signal:
      // Nobody talks to it, and it catches no signal.
      break
    }
  }

  private mutating func advance(_ outcome: Outcome, _ emit: inout Emitter) {
    switch (step, outcome) {
    case (.pause, .fired):
      tickCount += 1
      ask(.list, .store(.list), policy.callLimitMs, &emit)
    case (.list, .store(.listing)):
      board = []
      let rows = emit.rows
      for case .record(let record) in rows { watch(record, &emit) }
      probeNext(&emit)
    // Without the records there is nothing to probe; the next tick asks again.
    case (.list, .store(.failed)), (.list, .limitPassed): pause(&emit)
    case (.probe, .tmux(.done)):
      board.removeFirst()
      probeNext(&emit)
    case (.probe, .tmux(.failed)), (.probe, .limitPassed): bury(&emit)
    case (.bury, .store(.written)):
      buried.append(board[0].record.key)
      guard policy.killsLeftovers else { return buryNext(&emit) }
      let kill = TmuxCommand.killSession(.equals(board[0].name))
      tmux(.kill, kill, policy.callLimitMs, &emit)
    // Somebody else wrote the record, or the store does not take it: the next tick asks again.
    case (.bury, .store(.conflict)), (.bury, .store(.failed)), (.bury, .limitPassed):
      buryNext(&emit)
    // Killed, or nothing there to be killed: it does not matter to it.
    case (.kill, .tmux(.done)), (.kill, .tmux(.failed)), (.kill, .limitPassed): buryNext(&emit)
    default: preconditionFailure("\(outcome) is no answer to \(self)")
    }
  }

  private mutating func watch(_ record: StoredRecord, _ emit: inout Emitter) {
    if record.value == Text(Self.live) {
      board.append(Watched(record: record, name: record.key))
    } else if let document = SessionDocument(record.value, &emit), !document.isOver,
      document.runtime.agent != nil
    {
      board.append(Watched(record: record, name: document.runtime.name, document: document))
    }
  }

  private mutating func probeNext(_ emit: inout Emitter) {
    guard let next = board.first else { return pause(&emit) }
    tmux(.probe, .hasSession(.equals(next.name)), policy.probeLimitMs, &emit)
  }

  private mutating func bury(_ emit: inout Emitter) {
    let record = board[0].record
    let value = terminated(board[0], &emit)
    let put = StoreOperation.put(key: record.key, value: value, expected: record.revision)
    ask(.bury, .store(put), policy.callLimitMs, &emit)
  }

  /// The record of a session that it has given up.
  private func terminated(_ watched: Watched, _ emit: inout Emitter) -> Text {
    guard var document = watched.document, var record = document.lifecycle.record else {
      return emit.texts.text(Self.terminated)
    }
    record.session = SessionAxis(.terminated, .runtimeLost)
    document.lifecycle = LifecycleState(
      record: record, handles: document.lifecycle.handles,
      generation: document.lifecycle.generation)
    return document.encoded(&emit)
  }

  private mutating func buryNext(_ emit: inout Emitter) {
    board.removeFirst()
    probeNext(&emit)
  }

  private mutating func pause(_ emit: inout Emitter) {
    guard tickCount < policy.tickCountMax else {
      step = .idle
      return
    }
    ask(.pause, .timer(.milliseconds(policy.tickIntervalMs)), policy.callLimitMs, &emit)
  }

  private mutating func tmux(
    _ next: Step, _ command: TmuxCommand, _ limitMs: Int64, _ emit: inout Emitter
  ) {
    ask(next, .tmux(command, socket: emit.texts.text(policy.socket)), limitMs, &emit)
  }

  private mutating func ask(
    _ next: Step, _ operation: Operation, _ limitMs: Int64, _ emit: inout Emitter
  ) {
    step = next
    question.ask(operation, limit: .milliseconds(limitMs), &emit)
  }

  /// Folds all of its state.
  public func fold(into digest: inout Digest) {
    digest.fold(UInt32(step.rawValue), UInt32(tickCount))
    question.fold(into: &digest)
    for watched in board { watched.record.fold(into: &digest) }
    for name in buried { digest.fold(name) }
  }
}
