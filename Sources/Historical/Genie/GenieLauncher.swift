import Operations
import Supervision

/// Genie's background launcher: what `npx automagik-genie run` is until it returns.
///
/// Contract: writes a record, starts the runner, waits until a record with an id is found under
/// the release's key, and prints the id with hints; or a timeout. It exits with 0 either way.
/// Source of truth: the one file of records, which it reads whole, changes in its memory and
/// writes back whole, without a lock, not atomically. Releases rc.0 to rc.29, October 2025.
///
/// Flaws, kept: the poll looked for another key than was written (rc.9 to rc.20, rc.28 and rc.29:
/// always a timeout); from rc.21 on it finds the launcher's own record, so that a runner that dies
/// at once is reported as started; whoever wrote between its read and its last save is lost.
public struct GenieLauncher: Machine {
  /// What it waits for.
  public enum Step: UInt8, Hashable, Sendable {
    case idle, directories, clock, load, drawHigh, drawLow, saveRecord, spawn, savePid, announce
    case pollClock, pause, look, lookClock, progress, tell, exit, ended
  }

  private let version: GenieVersion
  private let policy: GeniePolicy
  private var question = Asking(base: 0)
  private var call = GenieInvocation()
  private var store: GenieStore
  private var entry = GenieEntry()
  private var key = Text.empty
  private var lines: [Text] = []
  private var high: UInt64 = 0
  private var startTime = WallTime(milliseconds: 0)
  private var pollStart = WallTime(milliseconds: 0)
  private var lastProgressMs: Int64 = 0
  private var pauseMs: Int64 = 0
  private var found: GenieEntry?
  private var lookedAt: Text?
  /// What it waits for.
  public private(set) var step = Step.idle
  /// What the user was told; nil as long as they were told nothing.
  public private(set) var verdict: GenieVerdict?
  /// How often it has looked for the record.
  public private(set) var lookCount: Int64 = 0

  /// A launcher of a release.
  public init(_ version: GenieVersion, _ policy: GeniePolicy = GeniePolicy()) {
    self.version = version
    self.policy = policy
    store = GenieStore(version.format)
  }

  /// The id that this launch drew; nil before, and in the first releases, which drew none.
  public var sessionID: Text? { entry.sessionID }
  /// The agent that it was asked to run; empty before it has begun.
  public var agent: Text { call.agent }
  /// The pid of the runner that it started.
  public var runnerPid: Int32? { entry.runnerPid }

  /// Takes one input.
  public mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch input {
    case .started(let start):
      call = GenieInvocation(start.argument, &emit.texts)
      guard !call.agent.isEmpty else { return tell(.misused, &emit) }
      ask(.directories, .file(.makeDirectories(policy.logFolder(&emit.texts))), &emit)
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
    case .directories:
      guard didFile(outcome, &emit) else { return }
      ask(.clock, .readClock(.wall), &emit)
    case .clock:
      startTime = time(outcome)
      ask(.load, .file(.read(policy.sessionsFile(&emit.texts))), &emit)
    case .load:
      guard let loaded = loaded(outcome, startTime, &emit) else { return }
      store = loaded
      if version.drawsID { ask(.drawHigh, .drawNumber, &emit) } else { record(nil, &emit) }
    case .drawHigh:
      high = number(outcome)
      ask(.drawLow, .drawNumber, &emit)
    case .drawLow:
      record(emit.uuid(high, number(outcome)), &emit)
    case .saveRecord:
      guard didFile(outcome, &emit) else { return }
      spawn(&emit)
    case .spawn: spawned(outcome, &emit)
    case .savePid:
      guard didFile(outcome, &emit) else { return }
      lines = emit.genieLaunchLines(call.agent)
      printNext(.announce, &emit)
    case .announce:
      guard !printNext(.announce, &emit) else { return }
      ask(.pollClock, .readClock(.wall), &emit)
    case .pollClock:
      pollStart = time(outcome)
      pauseMs = policy.pollIntervalMs
      pause(&emit)
    case .pause: ask(.look, .file(.read(policy.sessionsFile(&emit.texts))), &emit)
    case .look:
      lookCount += 1
      // The same bytes have the same record in them.
      if case .file(.content(let content)) = outcome, content == lookedAt {
        return ask(.lookClock, .readClock(.wall), &emit)
      }
      guard let loaded = loaded(outcome, pollStart, &emit) else { return }
      found = version.lookUp(agent: call.agent, id: entry.sessionID, in: loaded)
      if case .file(.content(let content)) = outcome { lookedAt = content } else { lookedAt = nil }
      ask(.lookClock, .readClock(.wall), &emit)
    case .lookClock: judge(time(outcome).milliseconds - pollStart.milliseconds, &emit)
    case .progress: pause(&emit)
    case .tell:
      guard !printNext(.tell, &emit) else { return }
      ask(.exit, .process(.exit(status: exitStatus)), &emit)
    case .exit: step = .ended
    case .idle, .ended: unexpected(outcome)
    }
  }

  // MARK: - Launching

  private mutating func record(_ drawn: Text?, _ emit: inout Emitter) {
    let log = emit.genieLog(call.agent, startTime, in: policy.logFolder(&emit.texts))
    let id = version == .rc19 ? emit.genieTemporaryID(call.agent, startTime) : drawn
    entry = .made(
      version, call, policy, id: id, runnerPid: nil, start: startTime, log: log, now: startTime,
      before: store[call.agent], &emit)
    key = version.key(of: entry, agent: call.agent)
    save(.saveRecord, &emit)
  }

  private mutating func spawn(_ emit: inout Emitter) {
    var child = call
    child.isInternal = true
    child.startTime = startTime
    child.logFile = entry.logFile
    child.sessionID = version.handsDownID ? entry.sessionID : nil
    let launch = Launch(
      program: emit.texts.text(policy.genie), argument: child.argument(&emit), newSession: true)
    ask(.spawn, .process(.spawn(launch)), &emit)
  }

  private mutating func spawned(_ outcome: Outcome, _ emit: inout Emitter) {
    switch SpawnAnswer(outcome) {
    case .child(let child):
      entry.runnerPid = child.pid
      entry.status = .running
      save(.savePid, &emit)
    // Its record stays as it is: `starting`, for ever.
    case .threw(let errno): tell(.threw(errno), &emit)
    case nil: unexpected(outcome)
    }
  }

  // MARK: - Waiting

  private mutating func judge(_ elapsedMs: Int64, _ emit: inout Emitter) {
    if let id = found?.sessionID { return tell(.reported(id: id, afterMs: elapsedMs), &emit) }
    if let status = found?.status, status == .failed || status == .completed {
      return tell(.failedToStart(status, afterMs: elapsedMs), &emit)
    }
    guard elapsedMs < limitMs else { return tell(.timedOut(afterMs: elapsedMs), &emit) }
    guard version.growsPauses else { return pause(&emit) }
    pauseMs = min(pauseMs * 3 / 2, policy.pollIntervalMaxMs)
    guard elapsedMs - lastProgressMs >= policy.progressIntervalMs else { return pause(&emit) }
    lastProgressMs = elapsedMs
    let line = emit.genieProgressLine(elapsedMs)
    ask(.progress, .process(.writeLine(line)), &emit)
  }

  private var limitMs: Int64 {
    guard version.growsPauses else { return policy.pollLimitMs }
    return call.pollTimeoutMs ?? policy.growingPollLimitMs
  }

  private mutating func pause(_ emit: inout Emitter) {
    ask(.pause, .timer(.milliseconds(pauseMs)), &emit)
  }

  // MARK: - Telling

  private mutating func tell(_ verdict: GenieVerdict, _ emit: inout Emitter) {
    self.verdict = verdict
    lines = emit.genieLines(verdict, version, log: entry.logFile ?? .empty)
    printNext(.tell, &emit)
  }

  private var exitStatus: UInt8 {
    switch verdict {
    case .threw, .misused: 1
    case .reported, .failedToStart, .timedOut, nil: 0
    }
  }

  /// Prints the next line, if there is one; what becomes of it is nobody's concern.
  @discardableResult
  private mutating func printNext(_ next: Step, _ emit: inout Emitter) -> Bool {
    guard !lines.isEmpty else { return false }
    ask(next, .process(.writeLine(lines.removeFirst())), &emit)
    return true
  }

  // MARK: - Asking

  private mutating func ask(_ next: Step, _ operation: Operation, _ emit: inout Emitter) {
    step = next
    question.ask(operation, limit: policy.callLimit, &emit)
  }

  /// Writes the whole store as it was when this process began, but for its own record.
  private mutating func save(_ next: Step, _ emit: inout Emitter) {
    store.put(entry, under: key)
    let content = store.content(&emit.texts)
    ask(next, .file(.write(policy.sessionsFile(&emit.texts), content: content)), &emit)
  }

  private mutating func didFile(_ outcome: Outcome, _ emit: inout Emitter) -> Bool {
    switch FileAnswer(outcome) {
    case .done: return true
    case .threw(let errno):
      tell(.threw(errno), &emit)
      return false
    case .content, nil: unexpected(outcome)
    }
  }

  private mutating func loaded(
    _ outcome: Outcome, _ now: WallTime, _ emit: inout Emitter
  ) -> GenieStore? {
    switch FileAnswer(outcome) {
    case .content(let content):
      return GenieStore(content, as: version.format, now: now, &emit.texts)
    case .threw(.noSuchFile): return GenieStore(version.format)
    case .threw(let errno):
      tell(.threw(errno), &emit)
      return nil
    case .done, nil: unexpected(outcome)
    }
  }

  private func time(_ outcome: Outcome) -> WallTime {
    guard case .wallTime(let time) = outcome else { unexpected(outcome) }
    return time
  }

  private func number(_ outcome: Outcome) -> UInt64 {
    guard case .number(let number) = outcome else { unexpected(outcome) }
    return number
  }

  private func unexpected(_ outcome: Outcome) -> Never {
    preconditionFailure("\(outcome) is no answer to \(self)")
  }

  /// Folds all of its state.
  public func fold(into digest: inout Digest) {
    digest.fold(UInt32(version.rawValue), UInt32(step.rawValue))
    question.fold(into: &digest)
    call.fold(into: &digest)
    store.fold(into: &digest)
    entry.fold(into: &digest)
    digest.fold(key)
    for line in lines { digest.fold(line) }
    digest.fold(high)
    for number in [
      startTime.milliseconds, pollStart.milliseconds, lastProgressMs, pauseMs, lookCount,
    ] {
      digest.fold(number)
    }
    found?.fold(into: &digest)
    digest.fold(lookedAt ?? .empty)
    verdict?.fold(into: &digest)
  }
}
