import Operations
import Supervision

/// Genie's background runner: the same script, called with `GENIE_INTERNAL_BACKGROUND=1`.
///
/// Contract: writes a record of its own, starts the executor, notes its pid, touches the record
/// after the extraction delay, and writes how the executor ended. Source of truth: the file as it
/// was when it began; it writes all of that back at each of its four or more saves. Releases rc.0
/// to rc.29, October 2025.
///
/// Flaws, kept: a save takes back what others wrote since it began, so that of two runs that
/// overlap one loses its record or shows `running` for ever; it takes over whatever environment it
/// finds, so that a genie called by its executor is taken for a runner and writes over the outer
/// record; rc.20 drew a second id. Node.js is told of a child's end by a signal; here it asks.
public struct GenieRunner: Machine {
  /// What it waits for.
  public enum Step: UInt8, Hashable, Sendable {
    case idle, directories, clock, load, drawHigh, drawLow, saveRecord, openLog, spawn, savePid
    case pause, reap, readLog, saveID, touchClock, saveTouch, endClock, saveEnd, exit, ended
  }

  private let version: GenieVersion
  private let policy: GeniePolicy
  private var question = Asking(base: 0)
  private var call = GenieInvocation()
  private var pid: Int32 = 0
  private var store: GenieStore
  private var high: UInt64 = 0
  private var now = WallTime(milliseconds: 0)
  private var waitedMs: Int64 = 0
  private var touches = true
  private var ending: Ending?
  /// What it waits for.
  public private(set) var step = Step.idle
  /// Its record.
  public private(set) var entry = GenieEntry()
  /// The key that it writes its record under.
  public private(set) var key = Text.empty
  /// How often it has written the file, and been told that it was done.
  public private(set) var saveCount: Int64 = 0

  /// A runner of a release.
  public init(_ version: GenieVersion, _ policy: GeniePolicy = GeniePolicy()) {
    self.version = version
    self.policy = policy
    store = GenieStore(version.format)
  }

  /// The agent that it was called to run; empty before it has begun.
  public var agent: Text { call.agent }

  /// Takes one input.
  public mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch input {
    case .started(let start):
      pid = start.identity.pid
      call = GenieInvocation(start.argument, &emit.texts)
      guard !call.agent.isEmpty else { return exit(1, &emit) }
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
      now = time(outcome)
      ask(.load, .file(.read(policy.sessionsFile(&emit.texts))), &emit)
    case .load: loaded(outcome, &emit)
    case .drawHigh:
      high = number(outcome)
      ask(.drawLow, .drawNumber, &emit)
    case .drawLow: record(emit.uuid(high, number(outcome)), &emit)
    case .saveRecord:
      guard didSave(outcome, &emit) else { return }
      openLog(&emit)
    case .openLog: openedLog(outcome, &emit)
    case .spawn: spawned(outcome, &emit)
    case .savePid, .saveID, .saveTouch:
      guard didSave(outcome, &emit) else { return }
      pause(&emit)
    case .pause:
      waitedMs += policy.childCheckIntervalMs
      ask(.reap, .process(.reap(pid: entry.executorPid ?? 0)), &emit)
    case .reap: reaped(outcome, &emit)
    case .readLog: readLog(outcome, &emit)
    case .touchClock:
      entry.lastUsed = time(outcome)
      save(.saveTouch, &emit)
    case .endClock: end(time(outcome), &emit)
    case .saveEnd:
      guard didSave(outcome, &emit) else { return }
      exit(0, &emit)
    case .exit: step = .ended
    case .idle, .ended: unexpected(outcome)
    }
  }

  // MARK: - Beginning

  private mutating func loaded(_ outcome: Outcome, _ emit: inout Emitter) {
    switch FileAnswer(outcome) {
    case .content(let content):
      store = GenieStore(content, as: version.format, now: now, &emit.texts)
    case .threw(.noSuchFile): store = GenieStore(version.format)
    case .threw: return exit(1, &emit)
    case .done, nil: unexpected(outcome)
    }
    if version.drawsID, !version.handsDownID || call.sessionID == nil {
      ask(.drawHigh, .drawNumber, &emit)
    } else {
      record(version.handsDownID ? call.sessionID : nil, &emit)
    }
  }

  private mutating func record(_ id: Text?, _ emit: inout Emitter) {
    let start = call.startTime ?? now
    let log = call.logFile ?? emit.genieLog(call.agent, start, in: policy.logFolder(&emit.texts))
    let id = version == .rc19 ? emit.genieTemporaryID(call.agent, start) : id
    entry = .made(
      version, call, policy, id: id, runnerPid: pid, start: start, log: log, now: now,
      before: store[call.agent], &emit)
    key = version.key(of: entry, agent: call.agent)
    save(.saveRecord, &emit)
  }

  private mutating func openLog(_ emit: inout Emitter) {
    let header = emit.text { builder, _ in
      builder.add("# Genie CLI v")
      builder.add(version.release)
      builder.add(" - ")
      CalendarTime(now).iso(in: &builder)
      builder.add("\n\n")
    }
    let log = entry.logFile ?? .empty
    ask(.openLog, .file(.createExclusive(log, content: header)), &emit)
  }

  private mutating func openedLog(_ outcome: Outcome, _ emit: inout Emitter) {
    switch FileAnswer(outcome) {
    // A log that is there is gone on with.
    case .done, .threw(.exists):
      let launch = Launch(
        program: emit.texts.text(policy.executor), argument: call.argument(&emit))
      ask(.spawn, .process(.spawn(launch)), &emit)
    case .threw: exit(1, &emit)
    case .content, nil: unexpected(outcome)
    }
  }

  private mutating func spawned(_ outcome: Outcome, _ emit: inout Emitter) {
    switch SpawnAnswer(outcome) {
    case .child(let child):
      entry.status = .running
      entry.executorPid = child.pid
      save(.savePid, &emit)
    case .threw: ask(.endClock, .readClock(.wall), &emit)
    case nil: unexpected(outcome)
    }
  }

  // MARK: - Waiting for the executor

  private mutating func pause(_ emit: inout Emitter) {
    ask(.pause, .timer(.milliseconds(policy.childCheckIntervalMs)), &emit)
  }

  private mutating func reaped(_ outcome: Outcome, _ emit: inout Emitter) {
    switch outcome {
    case .process(.reaped(let ending)):
      self.ending = ending
      ask(.endClock, .readClock(.wall), &emit)
    // A call that failed says nothing of the child: the next one may.
    case .process(.stillRunning), .process(.failed), .limitPassed: look(&emit)
    case .process, .file, .tmux, .git, .store, .forge, .pullRequest, .send, .fired, .cancelled,
      .instant, .wallTime, .number:
      unexpected(outcome)
    }
  }

  /// What is due besides the child: the one touch of the record, or a look at the log.
  private mutating func look(_ emit: inout Emitter) {
    if touches, waitedMs >= policy.extractionDelayMs {
      touches = false
      ask(.touchClock, .readClock(.wall), &emit)
    } else if entry.sessionID == nil, waitedMs % policy.logPollIntervalMs == 0 {
      ask(.readLog, .file(.read(entry.logFile ?? .empty)), &emit)
    } else {
      pause(&emit)
    }
  }

  /// Takes the executor's own id from the log, as the first releases did, which had no other.
  private mutating func readLog(_ outcome: Outcome, _ emit: inout Emitter) {
    switch FileAnswer(outcome) {
    case .content(let content):
      guard let id = Self.sessionID(in: content, &emit.texts) else { return pause(&emit) }
      entry.sessionID = id
      save(.saveID, &emit)
    // A log that cannot be read has no id yet.
    case .threw: pause(&emit)
    case .done, nil: unexpected(outcome)
    }
  }

  private static func sessionID(in log: Text, _ texts: inout Texts) -> Text? {
    let marker = Array("\"session_id\":\"".utf8)
    let id: [UInt8]? = texts.withBytes(log) { bytes in
      var place = 0
      while place + marker.count < bytes.count {
        if bytes[place..<place + marker.count].elementsEqual(marker) {
          return Array(bytes[(place + marker.count)...].prefix { $0 != UInt8(ascii: "\"") })
        }
        place += 1
      }
      return nil
    }
    return id.map { id in id.withUnsafeBufferPointer { texts.text($0) } }
  }

  private mutating func end(_ time: WallTime, _ emit: inout Emitter) {
    entry.lastUsed = time
    switch ending {
    case .exited(let status):
      entry.exitCode = Int32(status)
      entry.status = status == 0 ? .completed : .failed
    case .signalled(let signal):
      entry.signal = emit.texts.text(signal.nodeName)
      entry.status = .failed
    // The executor could not be started.
    case nil: entry.status = .failed
    }
    save(.saveEnd, &emit)
  }

  // MARK: - Asking

  private mutating func exit(_ status: UInt8, _ emit: inout Emitter) {
    ask(.exit, .process(.exit(status: status)), &emit)
  }

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

  private mutating func didSave(_ outcome: Outcome, _ emit: inout Emitter) -> Bool {
    guard didFile(outcome, &emit) else { return false }
    saveCount += 1
    return true
  }

  /// Whether a file operation was done; an exception that nobody catches ends the process.
  private mutating func didFile(_ outcome: Outcome, _ emit: inout Emitter) -> Bool {
    switch FileAnswer(outcome) {
    case .done: return true
    case .threw:
      exit(1, &emit)
      return false
    case .content, nil: unexpected(outcome)
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
    digest.fold(UInt32(bitPattern: pid), touches ? 1 : 0)
    store.fold(into: &digest)
    entry.fold(into: &digest)
    digest.fold(key)
    digest.fold(high)
    digest.fold(now.milliseconds)
    digest.fold(waitedMs)
    digest.fold(saveCount)
    ending?.fold(into: &digest)
  }
}

extension Signal {
  /// What Node.js calls it.
  var nodeName: StaticString {
    switch self {
    case .hangUp: "SIGHUP"
    case .interrupt: "SIGINT"
    case .kill: "SIGKILL"
    case .segmentationFault: "SIGSEGV"
    case .terminate: "SIGTERM"
    case .continue: "SIGCONT"
    case .stop: "SIGSTOP"
    }
  }
}
