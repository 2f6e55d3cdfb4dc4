import Operations
import Supervision

/// Genie's `stop`: signals to two bare pids, and a word in the file.
///
/// Contract: finds the record by key, id or name, sends SIGTERM to each of its two pids that is
/// somebody's, and writes `stopped`. Source of truth: the file, and whoever has the pid now.
/// Releases rc.0 to rc.29, October 2025.
///
/// Flaws, kept: a pid that was taken again is a stranger's, who gets the signal; it neither waits
/// nor asks again nor reaches what the executor started; the runner's own last save may take
/// `stopped` back.
public struct GenieStop: Machine {
  /// What it waits for.
  public enum Step: UInt8, Hashable, Sendable {
    case idle, clock, load, probe, signal, save, tell, exit, ended
  }

  /// What became of it.
  public enum Verdict: Hashable, Sendable {
    /// There is no such record.
    case notFound
    /// Neither pid is anybody's; nothing was written.
    case noActiveProcess
    /// So many pids were signalled, and the record says `stopped`.
    case stopped(signalled: Int32)
    /// An exception ended it; nil for a call that did not come back.
    case threw(Errno?)
  }

  private let version: GenieVersion
  private let policy: GeniePolicy
  private var question = Asking(base: 0)
  private var target = Text.empty
  private var now = WallTime(milliseconds: 0)
  private var store: GenieStore
  private var record: GenieStore.Record?
  private var unprobed: [Int32] = []
  private var alive: [Int32] = []
  private var signalled: Int32 = 0
  /// What it waits for.
  public private(set) var step = Step.idle
  /// What became of it; nil as long as it is not through.
  public private(set) var verdict: Verdict?

  /// The `stop` of a release.
  public init(_ version: GenieVersion, _ policy: GeniePolicy = GeniePolicy()) {
    self.version = version
    self.policy = policy
    store = GenieStore(version.format)
  }

  /// Takes one input; the argument of its start is the id or name.
  public mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch input {
    case .started(let start):
      target = start.argument
      ask(.clock, .readClock(.wall), &emit)
    case .outcome(let tag, let outcome):
      // What is no answer to the open question came after its limit, or twice.
      if question.takes(tag) { advance(outcome, &emit) }
    case .message, .signal:
      // Nobody talks to it, and it catches no signal.
      break
    }
  }

  private mutating func advance(_ outcome: Outcome, _ emit: inout Emitter) {
    switch step {
    case .clock:
      guard case .wallTime(let time) = outcome else { unexpected(outcome) }
      now = time
      ask(.load, .file(.read(policy.sessionsFile(&emit.texts))), &emit)
    case .load: loaded(outcome, &emit)
    case .probe: probed(outcome, &emit)
    case .signal: signalled(outcome, &emit)
    case .save:
      switch FileAnswer(outcome) {
      case .done: tell(.stopped(signalled: signalled), &emit)
      case .threw(let errno): tell(.threw(errno), &emit)
      case .content, nil: unexpected(outcome)
      }
    case .tell:
      ask(.exit, .process(.exit(status: exitStatus)), &emit)
    case .exit: step = .ended
    case .idle, .ended: unexpected(outcome)
    }
  }

  private mutating func loaded(_ outcome: Outcome, _ emit: inout Emitter) {
    switch FileAnswer(outcome) {
    case .content(let content):
      store = GenieStore(content, as: version.format, now: now, &emit.texts)
    case .threw(.noSuchFile): store = GenieStore(version.format)
    case .threw(let errno): return tell(.threw(errno), &emit)
    case .done, nil: unexpected(outcome)
    }
    record = store.find(target)
    guard let record else { return tell(.notFound, &emit) }
    unprobed = [record.entry.runnerPid, record.entry.executorPid].compactMap { $0 }
    probeNext(&emit)
  }

  private mutating func probeNext(_ emit: inout Emitter) {
    if let pid = unprobed.first {
      ask(.probe, .process(.probe(pid: pid)), &emit)
    } else if alive.isEmpty {
      tell(.noActiveProcess, &emit)
    } else {
      signalNext(&emit)
    }
  }

  private mutating func probed(_ outcome: Outcome, _ emit: inout Emitter) {
    let pid = unprobed.removeFirst()
    if NodeProbe.isAlive(outcome) { alive.append(pid) }
    probeNext(&emit)
  }

  private mutating func signalNext(_ emit: inout Emitter) {
    if let pid = alive.first {
      ask(.signal, .process(.signal(pid: pid, .terminate)), &emit)
    } else {
      save(&emit)
    }
  }

  private mutating func signalled(_ outcome: Outcome, _ emit: inout Emitter) {
    switch outcome {
    case .process(.done): signalled += 1
    // What could not be signalled is shown as failed, and the record says `stopped` all the same.
    case .process(.failed), .limitPassed: break
    case .process, .file, .tmux, .git, .store, .forge, .pullRequest, .send, .fired, .cancelled,
      .instant, .wallTime, .number:
      unexpected(outcome)
    }
    alive.removeFirst()
    signalNext(&emit)
  }

  private mutating func save(_ emit: inout Emitter) {
    guard var record else { preconditionFailure("nothing to save: \(self)") }
    record.entry.status = .stopped
    record.entry.lastUsed = now
    record.entry.signal = record.entry.signal ?? emit.texts.text("SIGTERM")
    store.put(record.entry, under: record.key)
    let content = store.content(&emit.texts)
    ask(.save, .file(.write(policy.sessionsFile(&emit.texts), content: content)), &emit)
  }

  private mutating func tell(_ verdict: Verdict, _ emit: inout Emitter) {
    self.verdict = verdict
    let line = emit.text { builder, texts in
      switch verdict {
      case .notFound: builder.add("No run found with session id '")
      case .noActiveProcess: builder.add("No active process found for '")
      case .stopped: builder.add("Stop signal handled for '")
      case .threw: builder.add("Error while stopping '")
      }
      builder.add(target, from: texts)
      builder.add("'.")
    }
    ask(.tell, .process(.writeLine(line)), &emit)
  }

  private var exitStatus: UInt8 {
    if case .threw = verdict { 1 } else { 0 }
  }

  private mutating func ask(_ next: Step, _ operation: Operation, _ emit: inout Emitter) {
    step = next
    question.ask(operation, limit: policy.callLimit, &emit)
  }

  private func unexpected(_ outcome: Outcome) -> Never {
    preconditionFailure("\(outcome) is no answer to \(self)")
  }

  /// Folds all of its state.
  public func fold(into digest: inout Digest) {
    digest.fold(UInt32(version.rawValue), UInt32(step.rawValue))
    question.fold(into: &digest)
    digest.fold(target)
    digest.fold(now.milliseconds)
    store.fold(into: &digest)
    digest.fold(record?.key ?? .empty)
    for pid in unprobed { digest.fold(1, UInt32(bitPattern: pid)) }
    for pid in alive { digest.fold(2, UInt32(bitPattern: pid)) }
    digest.fold(UInt32(bitPattern: signalled), verdict == nil ? 0 : 1)
  }
}
