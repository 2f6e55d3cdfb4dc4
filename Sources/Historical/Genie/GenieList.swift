import Operations
import Supervision

/// Genie's `list`: what a person is shown, and the sweep of what looks left behind.
///
/// Contract: reads the file, probes the two pids of every record, derives what to show, and gives
/// up what has said `running` for a day and does not seem to. Source of truth: the file, and
/// whoever has the pids now. Releases rc.9 to rc.29, October 2025.
///
/// Flaws, kept: a pid that was taken again shows a dead session as running, for ever; `starting`
/// is never swept; the sweep writes the whole file back.
public struct GenieList: Machine {
  /// What it waits for.
  public enum Step: UInt8, Hashable, Sendable {
    case idle, clock, load, probeExecutor, probeRunner, save, exit, ended
  }

  /// One line of what is shown.
  public struct Line: Hashable, Sendable {
    /// The record's key.
    public var key: Text
    /// The record, as it was found.
    public var entry: GenieEntry
    /// What is shown of it.
    public var display: GenieDisplay
    /// Whether it was given up now.
    public var isSwept: Bool
  }

  private let version: GenieVersion
  private let policy: GeniePolicy
  private var question = Asking(base: 0)
  private var now = WallTime(milliseconds: 0)
  private var store: GenieStore
  private var executorIsAlive = false
  /// What it waits for.
  public private(set) var step = Step.idle
  /// What is shown, as far as it has come.
  public private(set) var lines: [Line] = []
  /// Whether the list is complete, or an exception has ended it.
  public private(set) var isThrough = false

  /// The `list` of a release.
  public init(_ version: GenieVersion, _ policy: GeniePolicy = GeniePolicy()) {
    self.version = version
    self.policy = policy
    store = GenieStore(version.format)
  }

  /// Takes one input.
  public mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch input {
    case .started: ask(.clock, .readClock(.wall), &emit)
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
    case .load:
      switch FileAnswer(outcome) {
      case .content(let content):
        store = GenieStore(content, as: version.format, now: now, &emit.texts)
        next(&emit)
      case .threw(.noSuchFile): next(&emit)
      case .threw: exit(1, &emit)
      case .done, nil: unexpected(outcome)
      }
    case .probeExecutor:
      executorIsAlive = NodeProbe.isAlive(outcome)
      probeRunner(&emit)
    case .probeRunner: show(runnerIsAlive: NodeProbe.isAlive(outcome), &emit)
    case .save:
      switch FileAnswer(outcome) {
      case .done: exit(0, &emit)
      case .threw: exit(1, &emit)
      case .content, nil: unexpected(outcome)
      }
    case .exit: step = .ended
    case .idle, .ended: unexpected(outcome)
    }
  }

  private mutating func next(_ emit: inout Emitter) {
    guard lines.count < store.records.count else { return finish(&emit) }
    executorIsAlive = false
    if let pid = store.records[lines.count].entry.executorPid {
      ask(.probeExecutor, .process(.probe(pid: pid)), &emit)
    } else {
      probeRunner(&emit)
    }
  }

  private mutating func probeRunner(_ emit: inout Emitter) {
    if let pid = store.records[lines.count].entry.runnerPid {
      ask(.probeRunner, .process(.probe(pid: pid)), &emit)
    } else {
      show(runnerIsAlive: false, &emit)
    }
  }

  private mutating func show(runnerIsAlive: Bool, _ emit: inout Emitter) {
    let record = store.records[lines.count]
    let display = GenieDisplay(
      record.entry, executorIsAlive: executorIsAlive, runnerIsAlive: runnerIsAlive)
    let isSwept = record.entry.isZombie(display, now: now, ageMs: policy.zombieAgeMs)
    lines.append(
      Line(key: record.key, entry: record.entry, display: display, isSwept: isSwept))
    next(&emit)
  }

  private mutating func finish(_ emit: inout Emitter) {
    guard lines.contains(where: \.isSwept) else { return exit(0, &emit) }
    for line in lines where line.isSwept {
      var entry = line.entry
      entry.status = .abandoned
      store.put(entry, under: line.key)
    }
    let content = store.content(&emit.texts)
    ask(.save, .file(.write(policy.sessionsFile(&emit.texts), content: content)), &emit)
  }

  private mutating func exit(_ status: UInt8, _ emit: inout Emitter) {
    isThrough = true
    ask(.exit, .process(.exit(status: status)), &emit)
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
    digest.fold(now.milliseconds)
    store.fold(into: &digest)
    digest.fold(executorIsAlive ? 1 : 0, isThrough ? 1 : 0)
    for line in lines {
      digest.fold(line.key)
      line.display.fold(into: &digest)
      digest.fold(line.isSwept ? 1 : 0, 0)
    }
  }
}
