import Operations

/// A command about the tmux sessions that completed work has left: `status` says what each is,
/// `sweep` marks those that are complete and closes those whose time is over, `close` closes one.
///
/// Contract: what `RetentionWork` promises, for each session by itself; one that is refused or not
/// confirmed keeps no other from its turn. `status`, and anything with `--dry-run`, writes nothing:
/// no record, no mark, no file. Its sources of truth are the store's records and two looks at the
/// tmux server. It ends with 0 when all that was asked is so, 1 when a close was refused, 2 when
/// something could not be confirmed, 64 for a command that it does not know. Ended by a signal, it
/// leaves what it had begun in the record for the next one.
public struct Retention: Machine {
  /// The numbers and places.
  public let policy: RetentionPolicy
  /// What was asked for.
  public private(set) var command: RetentionCommand?
  /// What was found of each session that was looked at, in the order of the records.
  public private(set) var findings: [Finding] = []
  /// The work on one session that is under way.
  public private(set) var run: StepRun<RetentionWork>?
  /// The status that it ends with.
  public private(set) var exitStatus: UInt8?

  /// What was found of a session, and what came of it.
  public struct Finding: Hashable, Sendable {
    /// Its id; for one without a record the name of the tmux session.
    public var id: Text
    /// What it is.
    public var decision: RetentionDecision?
    /// What was done.
    public var result: RetentionResult
  }

  private enum Step: UInt32 {
    case idle = 1
    case list, lookFirst, pause, lookAgain, work, say, leave
  }

  private var step = Step.idle
  private var me = ProcessIdentity(boot: 0, namespace: 0, pid: 0, startTick: 0, nonce: 0)
  private var sessions: [Session] = []
  private var place = 0
  private var tries = 0
  private var first = Snapshot.failed
  private var second = Snapshot.failed
  private var lines: [Text] = []

  /// A record that is to be looked at.
  private struct Session: Hashable {
    var id: Text
    /// Its runtime; nil when the record cannot be read.
    var runtime: SessionRuntime?
  }

  private static let workTag: UInt32 = 100

  /// Makes a command's process.
  public init(_ policy: RetentionPolicy) {
    self.policy = policy
  }

  /// Takes one input.
  public mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch input {
    case .started(let start):
      me = start.identity
      begin(start.argument, &emit)
    case .message, .signal(.continue), .signal(.stop):
      break
    case .signal:
      emit.perform(.process(.exit(status: 130)), Tag(rawValue: Step.leave.rawValue))
    case .outcome(let tag, let outcome):
      if run?.owns(tag) == true {
        run?.handle(tag, outcome, &emit)
        settle(&emit)
      } else if tag.rawValue == step.rawValue {
        take(outcome, &emit)
      }
    }
  }

  private mutating func begin(_ argument: Text, _ emit: inout Emitter) {
    command = RetentionCommand(argument, &emit)
    guard let command else {
      exitStatus = 64
      lines = [emit.texts.text("usage: status | sweep | close ID, each with --dry-run or without")]
      return speak(&emit)
    }
    if command.verb == .close {
      return work(command.isDry ? .tell : .close, command.id, nil, &emit)
    }
    list(&emit)
  }

  // MARK: - The survey

  private mutating func list(_ emit: inout Emitter) {
    ask(.list, .store(.list), policy.sessions.storeLimit, &emit)
  }

  private mutating func look(_ next: Step, _ emit: inout Emitter) {
    ask(
      next, .tmux(.listAllPanes, socket: policy.sessions.socket), policy.sessions.tmuxLimit, &emit)
  }

  private mutating func take(_ outcome: Outcome, _ emit: inout Emitter) {
    switch step {
    case .list: takeRecords(outcome, &emit)
    case .lookFirst:
      first = Snapshot(outcome, emit)
      ask(.pause, .timer(policy.snapshotPause), .unlimited, &emit)
    case .pause: look(.lookAgain, &emit)
    case .lookAgain:
      second = Snapshot(outcome, emit)
      nextSession(&emit)
    case .say: speak(&emit)
    case .idle, .work, .leave: break
    }
  }

  private mutating func takeRecords(_ outcome: Outcome, _ emit: inout Emitter) {
    guard case .store(.listing) = outcome else {
      tries += 1
      if tries < policy.sessions.triesMax { return list(&emit) }
      exitStatus = 2
      lines = [emit.texts.text("the store could not be read")]
      return speak(&emit)
    }
    let rows = emit.rows
    for case .record(let record) in rows {
      let document = SessionDocument(record.value, &emit)
      sessions.append(Session(id: record.key, runtime: document?.runtime))
    }
    look(.lookFirst, &emit)
  }

  // MARK: - One session after the other

  private mutating func nextSession(_ emit: inout Emitter) {
    guard place < sessions.count else { return addStrangers(&emit) }
    let session = sessions[place]
    let isHere = session.runtime.map { $0.socket == policy.sessions.socket } ?? true
    let looks = RetentionWork.Looks(first: first, second: second)
    work(.tell, session.id, isHere ? looks : nil, &emit)
  }

  private mutating func work(
    _ aim: RetentionWork.Aim, _ id: Text, _ looks: RetentionWork.Looks?, _ emit: inout Emitter
  ) {
    step = .work
    var next = StepRun(
      RetentionWork(aim, id, by: me, policy: policy, looks: looks), firstTag: Self.workTag)
    next.begin(&emit)
    run = next
    settle(&emit)
  }

  /// Looks whether the work on a session has ended, and what follows.
  private mutating func settle(_ emit: inout Emitter) {
    guard let command, let table = run?.table, let result = run?.result else { return }
    run = nil
    if command.verb == .sweep, !command.isDry, table.aim == .tell, isDue(table.decision) {
      return work(.sweep, table.id, nil, &emit)
    }
    findings.append(Finding(id: table.id, decision: table.decision, result: result))
    if command.verb == .close { return conclude(&emit) }
    place += 1
    nextSession(&emit)
  }

  /// Whether a sweep has anything to do with such a session.
  private func isDue(_ decision: RetentionDecision?) -> Bool {
    switch decision?.reason {
    case .notMarked, .windowOver, .nothingLeft: true
    default: false
    }
  }

  /// Tells of the tmux sessions that no record means.
  private mutating func addStrangers(_ emit: inout Emitter) {
    guard case .panes(let panes) = second else { return conclude(&emit) }
    var told: [Int32] = []
    for pane in panes where !told.contains(pane.reference.session) {
      told.append(pane.reference.session)
      let isMeant = sessions.contains { session in
        guard let runtime = session.runtime else { return false }
        if runtime.name == pane.sessionName { return true }
        guard let known = runtime.pane else { return false }
        return known.session == pane.reference.session && pane.reference.isSameServer(as: known)
      }
      guard !isMeant else { continue }
      var evidence = RetentionEvidence(.none)
      evidence.first = first.sighting(of: pane.reference, named: pane.sessionName)
      evidence.second = second.sighting(of: pane.reference, named: pane.sessionName)
      findings.append(
        Finding(id: pane.sessionName, decision: evidence.decision, result: .told))
    }
    conclude(&emit)
  }

  // MARK: - Saying it

  private mutating func conclude(_ emit: inout Emitter) {
    lines = findings.map { RetentionWords.line($0, &emit) }
    exitStatus = findings.map { status(of: $0.result) }.max() ?? 0
    speak(&emit)
  }

  private func status(of result: RetentionResult) -> UInt8 {
    switch result {
    case .told, .marked, .closed, .alreadyClosed: 0
    // A sweep closes what is safe; that something else is not is no failure of it.
    case .refused: command?.verb == .close ? 1 : 0
    case .unconfirmed: 2
    }
  }

  private mutating func speak(_ emit: inout Emitter) {
    guard !lines.isEmpty else {
      return ask(
        .leave, .process(.exit(status: exitStatus ?? 0)), policy.sessions.processLimit, &emit)
    }
    let line = lines.removeFirst()
    ask(.say, .process(.writeLine(line)), policy.sessions.processLimit, &emit)
  }

  private mutating func ask(
    _ next: Step, _ operation: Operation, _ limit: Interval, _ emit: inout Emitter
  ) {
    step = next
    emit.perform(operation, Tag(rawValue: next.rawValue), limit: limit)
  }

  /// Folds all of it.
  public func fold(into digest: inout Digest) {
    command?.fold(into: &digest)
    digest.fold(step.rawValue, UInt32(place))
    me.fold(into: &digest)
    digest.fold(UInt32(tries), UInt32(lines.count) << 8 | UInt32(exitStatus ?? 255))
    for session in sessions {
      digest.fold(session.id)
      first.sighting(of: session.runtime?.pane, named: session.runtime?.name ?? .empty)
        .fold(into: &digest)
    }
    for finding in findings {
      digest.fold(finding.id)
      digest.fold(UInt64(finding.decision?.reason.rawValue ?? .max))
    }
    run?.fold(into: &digest)
  }
}
