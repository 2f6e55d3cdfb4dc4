import Lifecycle
import Operations

/// One command about sessions, as somebody types it: it does what its argument asks, says what came
/// of it, and ends.
///
/// Contract: what `SessionWork` promises, for a process that may die at any time. Nothing is polled
/// that tells by itself: the runner's message ends the wait for it. When somebody who died has left
/// something half done, that is finished or undone first. Commands that read write nothing. Ended by
/// a signal, it leaves what it had begun to whoever comes next; the record says what it was.
public struct SessionCommand: Machine {
  /// The numbers and places.
  public let policy: SessionPolicy
  /// What hints begin with.
  public let entryPoint: EntryPoint
  /// What was asked for.
  public private(set) var request: SessionRequest?
  /// How the work ended, once it has.
  public private(set) var result: SessionResult?
  /// What reading or telling came to, for commands that do no work.
  public private(set) var reading: Reading?
  /// When it began and when it knew how it ended, by the clock that sleeps with the machine.
  public private(set) var began: Instant?
  /// When it knew how it ended.
  public private(set) var ended: Instant?
  /// The work that is under way.
  public private(set) var run: StepRun<SessionWork>?

  private var me = ProcessIdentity(boot: 0, namespace: 0, pid: 0, startTick: 0, nonce: 0)
  private var recoveries = 0
  private var lines: [Text] = []
  private var isSpeaking = false
  private var hasSaidAll = false
  private var progressCount = 0
  private var looks = 0

  /// What a command that only reads or tells came to.
  public enum Reading: Hashable, Sendable {
    /// The session was shown; this is its status.
    case status(DisplayStatus)
    /// So many sessions were shown.
    case listed(Int)
    /// The agent's runner has it.
    case delivered
    /// It could not be handed over, or nobody knows whether it was.
    case undelivered
    /// There is no such session, or none that runs.
    case noSession
    /// The store could not be read.
    case unreadable
  }

  private static let workTag: UInt32 = 10
  private static let clockTag = Tag(rawValue: 1)
  private static let lineTag = Tag(rawValue: 2)
  private static let readTag = Tag(rawValue: 3)
  private static let sendTag = Tag(rawValue: 4)
  private static let numberTag = Tag(rawValue: 5)
  private static let endTag = Tag(rawValue: 6)
  private static let exitTag = Tag(rawValue: 7)
  private static let progressTag = Tag(rawValue: 8)
  private static let lookTag = Tag(rawValue: 9)

  /// How often something that another left is finished before it is given up.
  static var recoveriesMax: Int { 3 }

  /// Makes a command.
  public init(_ policy: SessionPolicy, entryPoint: EntryPoint) {
    self.policy = policy
    self.entryPoint = entryPoint
  }

  /// Takes one input.
  public mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch input {
    case .started(let start):
      me = start.identity
      request = SessionRequest(start.argument, &emit)
      emit.perform(.readClock(.monotonic), Self.clockTag, limit: policy.processLimit)
    case .message(let message, _):
      if message.topic == SessionTopic.acknowledged { run?.nudge(&emit) }
    case .signal(.continue), .signal(.stop):
      break
    case .signal(.hangUp), .signal(.interrupt), .signal(.terminate), .signal(.kill),
      .signal(.segmentationFault):
      emit.perform(.process(.exit(status: 130)), Self.exitTag)
    case .outcome(let tag, let outcome):
      take(tag, outcome, &emit)
    }
  }

  private mutating func take(_ tag: Tag, _ outcome: Outcome, _ emit: inout Emitter) {
    switch tag {
    case Self.lineTag:
      // A line that could not be shown does not keep the next from it.
      speak(&emit)
    case Self.clockTag:
      if case .instant(let instant) = outcome { began = instant }
      begin(&emit)
    case Self.endTag:
      if case .instant(let instant) = outcome { ended = instant }
      say(&emit)
    case Self.readTag: takeRecords(outcome, &emit)
    case Self.lookTag:
      if let request { look(request, &emit) }
    case Self.numberTag: takeNumber(outcome, &emit)
    case Self.sendTag:
      conclude(outcome == .send(.delivered) ? .delivered : .undelivered, &emit)
    case Self.progressTag:
      sayProgress(&emit)
    case Self.exitTag:
      // It is still there, so that it could not end; whoever started it can end it.
      break
    default:
      guard run?.owns(tag) == true else { return }
      run?.handle(tag, outcome, &emit)
      settle(&emit)
    }
  }

  // MARK: - Work

  private mutating func begin(_ emit: inout Emitter) {
    guard let request else {
      result = .refused(.incomplete)
      return end(&emit)
    }
    switch request.verb {
    case .spawn, .restore, .kill, .cleanup, .recover:
      if request.verb == .spawn { sayLaunching(request, &emit) }
      emit.perform(.timer(policy.progressPause), Self.progressTag)
      work(request, &emit)
    case .get, .send, .list: look(request, &emit)
    }
  }

  private func look(_ request: SessionRequest, _ emit: inout Emitter) {
    emit.perform(
      .store(request.verb == .list ? .list : .get(key: request.id)), Self.readTag,
      limit: policy.storeLimit)
  }

  private mutating func work(_ request: SessionRequest, _ emit: inout Emitter) {
    var next = StepRun(
      SessionWork(request, by: me, policy: policy), firstTag: Self.workTag)
    next.begin(&emit)
    run = next
    settle(&emit)
  }

  /// Looks whether the work has ended, and what follows.
  private mutating func settle(_ emit: inout Emitter) {
    guard let request, let outcome = run?.result, result == nil else { return }
    let isRecovery = run?.table.request.verb == .recover && request.verb != .recover
    if isRecovery, Self.leadsOn(outcome) {
      // What was left is in order, or somebody else sees to it; the request itself finds out.
      run = nil
      return work(request, &emit)
    }
    if outcome == .abandoned, recoveries < Self.recoveriesMax {
      recoveries += 1
      var recovery = request
      recovery.verb = .recover
      run = nil
      return work(recovery, &emit)
    }
    result = outcome
    end(&emit)
  }

  /// Whether a recovery leaves the session to the request that it was made for.
  ///
  /// One that came to no end has put its own intent into the record: to go on from there would be to
  /// take for one's own what another has begun.
  private static func leadsOn(_ outcome: SessionResult) -> Bool {
    switch outcome {
    case .started, .existing, .ended, .alreadyOver, .cleaned, .nothingToDo, .abandoned, .failed,
      .refused(.busy):
      true
    case .unconfirmed, .refused: false
    }
  }

  // MARK: - Reading and telling

  private mutating func takeRecords(_ outcome: Outcome, _ emit: inout Emitter) {
    switch outcome {
    case .store(.record(let record)):
      guard let document = SessionDocument(record, &emit), let status = document.status
      else { return conclude(.unreadable, &emit) }
      guard request?.verb == .send else {
        show(document, status, &emit)
        return conclude(.status(status), &emit)
      }
      if document.isOver, !policy.safeguards.contains(.killedStaysKilled) {
        return bringBack(&emit)
      }
      let canBeRead = !document.isOver && document.runtime.ending == nil
      guard document.runtime.runner != nil,
        canBeRead || !policy.safeguards.contains(.livingReader)
      else { return conclude(.noSession, &emit) }
      reader = document.runtime.runner
      emit.perform(.drawNumber, Self.numberTag, limit: policy.processLimit)
    case .store(.absent): conclude(.noSession, &emit)
    case .store(.listing):
      var count = 0
      for case .record(let record) in emit.rows {
        guard let document = SessionDocument(record, &emit), let status = document.status
        else { continue }
        show(document, status, &emit)
        count += 1
      }
      conclude(.listed(count), &emit)
    case .store(.failed(.busy)):
      looks += 1
      guard looks < policy.storeTriesMax else { return conclude(.unreadable, &emit) }
      emit.perform(.timer(policy.busyPause), Self.lookTag)
    default:
      // The store has failed, has not answered, or has answered something else.
      conclude(.unreadable, &emit)
    }
  }

  /// Restores a session that was only to be told something.
  private mutating func bringBack(_ emit: inout Emitter) {
    request?.verb = .restore
    begin(&emit)
  }

  private var reader: ProcessIdentity?

  private mutating func takeNumber(_ outcome: Outcome, _ emit: inout Emitter) {
    guard case .number(let number) = outcome, let reader, let request else {
      return conclude(.undelivered, &emit)
    }
    let message = Message(topic: SessionTopic.prompt, body: request.prompt, number: number)
    emit.perform(.send(message, to: .process(reader)), Self.sendTag, limit: policy.processLimit)
  }

  private mutating func conclude(_ reading: Reading, _ emit: inout Emitter) {
    self.reading = reading
    end(&emit)
  }

  // MARK: - Saying it

  private mutating func end(_ emit: inout Emitter) {
    emit.perform(.readClock(.monotonic), Self.endTag, limit: policy.processLimit)
  }

  /// Says a line after those that were said before.
  private mutating func line(_ text: Text, _ emit: inout Emitter) {
    lines.append(text)
    if !isSpeaking { speak(&emit) }
  }

  /// Says the next line; after the last one of all it ends.
  private mutating func speak(_ emit: inout Emitter) {
    isSpeaking = !lines.isEmpty
    if isSpeaking {
      emit.perform(
        .process(.writeLine(lines.removeFirst())), Self.lineTag, limit: policy.processLimit)
    } else if hasSaidAll {
      emit.perform(.process(.exit(status: exitStatus)), Self.exitTag)
    }
  }

  private mutating func show(
    _ document: SessionDocument, _ status: DisplayStatus, _ emit: inout Emitter
  ) {
    let text = emit.text { builder, texts in
      builder.add(document.id, from: texts)
      builder.add("  ")
      builder.add(status.word)
      builder.add("  ")
      builder.add(document.workspace.branch, from: texts)
    }
    line(text, &emit)
  }

  private mutating func sayLaunching(_ request: SessionRequest, _ emit: inout Emitter) {
    let text = emit.text { builder, texts in
      builder.add("▸ Launching ")
      builder.add(request.agent, from: texts)
      builder.add(" in the background...")
    }
    line(text, &emit)
  }

  /// Says that it still works, and after how long it will say so again.
  private mutating func sayProgress(_ emit: inout Emitter) {
    guard run?.isUnderWay == true else { return }
    progressCount += 1
    let seconds = policy.progressPause.nanoseconds / 1_000_000_000 * Int64(progressCount)
    let text = emit.text { builder, _ in
      builder.add("▸ Still at it... (")
      builder.add(seconds)
      builder.add("s elapsed)")
    }
    line(text, &emit)
    emit.perform(.timer(policy.progressPause), Self.progressTag)
  }

  /// Says what came of it, and ends with a status that says the same.
  private mutating func say(_ emit: inout Emitter) {
    if let result, let request {
      for text in SessionWords.lines(result, request, elapsed, entryPoint, &emit) {
        line(text, &emit)
      }
    }
    hasSaidAll = true
    if !isSpeaking { speak(&emit) }
  }

  /// How long it took, as far as the clock could be read.
  public var elapsed: Interval? {
    guard let began, let ended else { return nil }
    return ended - began
  }

  /// 0 when what was asked for is so now, 1 when it is not, 2 when nobody can tell, 64 for a
  /// request that says too little.
  public var exitStatus: UInt8 {
    switch result {
    case .started, .existing, .ended, .alreadyOver, .cleaned, .nothingToDo: return 0
    case .refused(.incomplete): return 64
    case .refused, .failed, .abandoned: return 1
    case .unconfirmed: return 2
    case nil: break
    }
    switch reading {
    case .status, .listed, .delivered: return 0
    case .noSession: return 1
    case .undelivered, .unreadable, nil: return 2
    }
  }

  /// Folds all of it.
  public func fold(into digest: inout Digest) {
    request?.fold(into: &digest)
    run?.fold(into: &digest)
    me.fold(into: &digest)
    digest.fold(UInt32(recoveries) << 16 | UInt32(progressCount), UInt32(exitStatus))
    digest.fold(began?.nanoseconds ?? -1)
    digest.fold(ended?.nanoseconds ?? -1)
    digest.fold(
      (result == nil ? 0 : 1) | (isSpeaking ? 2 : 0) | (hasSaidAll ? 4 : 0),
      UInt32(lines.count) << 16 | UInt32(looks))
    reader?.fold(into: &digest)
  }
}
