import Operations

/// Runs in a session's pane: starts the agent there, and says that it did.
///
/// Contract: at most one agent is ever started for a runtime. The runner first writes itself into
/// the record, which it may only while the record still wants this runtime, and starts the agent
/// afterwards; a launch that was given up meanwhile starts nothing. What it writes then, the agent's
/// identity, is the acknowledgement that the launcher waits for. It survives a store that is busy
/// or slow, lost messages, and another that writes the record at the same time. When it can not say
/// what it has started, it ends it again. When its pane is closed it ends the agent. When the agent
/// ends by itself, it writes down how, marks its session as exited, and stays, so that what the
/// agent said can be read until the session is closed.
///
/// It learns of that by a wait that the agent's end answers, and looks at nothing meanwhile. A wait
/// that hangs passes its limit and is asked for again; one whose answer is lost, or that another
/// wait of the runner has forestalled, is followed by one that finds no child: then it is known that
/// the agent has ended, and not how.
public struct SessionRunner: Machine {
  /// The numbers and places.
  public let policy: SessionPolicy

  /// How far it has come.
  public enum Step: UInt32, Hashable, Sendable {
    case idle, read, claim, start, reread, acknowledge, tell, rest, watch, readForEnding,
      writeEnding
    case mark, retained, terminate, waitForEnd, kill, leave
  }

  /// How far it has come.
  public private(set) var step = Step.idle
  /// The agent that it has started.
  public private(set) var agent: ProcessIdentity?
  private var me = ProcessIdentity(boot: 0, namespace: 0, pid: 0, startTick: 0, nonce: 0)
  private var id = Text.empty
  private var document: SessionDocument?
  private var revision: Int64 = 0
  private var tries = 0
  private var ending: Ending?

  private static let pauseTag = Tag(rawValue: 100)
  private static let promptTag = Tag(rawValue: 101)
  private static let watchTag = Tag(rawValue: 102)

  /// Makes a runner.
  public init(_ policy: SessionPolicy) {
    self.policy = policy
  }

  /// Takes one input.
  public mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch input {
    case .started(let start):
      me = start.identity
      id = start.argument
      read(.read, &emit)
    case .message(let message, _):
      // Whoever types to the session types to the agent.
      guard message.topic == SessionTopic.prompt, let agent else { return }
      emit.perform(
        .send(message, to: .process(agent)), Self.promptTag, limit: policy.processLimit)
    case .signal(.hangUp), .signal(.terminate), .signal(.interrupt):
      endAgent(&emit)
    case .signal:
      break
    case .outcome(Self.promptTag, _):
      break
    case .outcome(Self.pauseTag, _):
      goOn(&emit)
    case .outcome(Self.watchTag, let outcome):
      takeEnding(outcome, &emit)
    case .outcome(let tag, let outcome):
      if tag.rawValue == step.rawValue { take(outcome, &emit) }
    }
  }

  // MARK: - Starting

  private mutating func take(_ outcome: Outcome, _ emit: inout Emitter) {
    switch (step, outcome) {
    case (.read, .store(.record(let record))):
      guard load(record, &emit), wantsMe, document?.runtime.runner == nil else {
        return leave(&emit)
      }
      document?.runtime.runner = me
      write(.claim, &emit)
    case (.claim, .store(.written(let written))):
      revision = written
      tries = 0
      let program = document?.agent ?? .empty
      ask(
        .start, .process(.spawn(Launch(program: program, argument: id, nonce: me.nonce))), &emit)
    case (.claim, .store(.conflict)), (.claim, .limitPassed):
      // It may have been written all the same; then the record names this runner already.
      retry(.reread, &emit)
    case (.reread, .store(.record(let record))):
      guard load(record, &emit), wantsMe else { return giveUp(&emit) }
      if agent != nil {
        if document?.runtime.agent == agent { return tellLauncher(&emit) }
        document?.runtime.agent = agent
        write(.acknowledge, &emit)
      } else if document?.runtime.runner == nil || document?.runtime.runner == me {
        document?.runtime.runner = me
        write(.claim, &emit)
      } else {
        leave(&emit)
      }
    case (.start, .process(.identity(let identity))):
      agent = identity
      document?.runtime.agent = identity
      write(.acknowledge, &emit)
    case (.start, .process), (.start, .limitPassed):
      // Whether a late start came true is not known here; the nonce finds it.
      leave(&emit)
    case (.acknowledge, .store(.written(let written))):
      revision = written
      tellLauncher(&emit)
    case (.acknowledge, .store(.conflict)), (.acknowledge, .limitPassed):
      retry(.reread, &emit)
    default: takeLater(outcome, &emit)
    }
  }

  /// Whether the record still wants this runtime to begin.
  private var wantsMe: Bool {
    guard let document, document.runtime.nonce == me.nonce, me.nonce != 0 else { return false }
    if document.intent?.kind.startsAgent == true { return true }
    // Somebody else may have completed it after the acknowledgement was written.
    return document.intent == nil && document.runtime.agent == agent && agent != nil
  }

  private mutating func tellLauncher(_ emit: inout Emitter) {
    guard let holder = document?.intent?.holder else { return watch(&emit) }
    let message = Message(topic: SessionTopic.acknowledged, body: id, number: me.nonce)
    ask(.tell, .send(message, to: .process(holder)), &emit)
  }

  // MARK: - Watching

  private mutating func takeLater(_ outcome: Outcome, _ emit: inout Emitter) {
    switch (step, outcome) {
    case (.tell, _):
      // The record says it as well, so that a message that is lost is only late.
      watch(&emit)
    case (.readForEnding, .store(.record(let record))):
      guard load(record, &emit), document?.runtime.nonce == me.nonce else {
        return markExited(&emit)
      }
      document?.runtime.ending = ending
      write(.writeEnding, &emit)
    case (.writeEnding, .store(.written)):
      markExited(&emit)
    case (.writeEnding, .store(.conflict)), (.writeEnding, .limitPassed):
      retry(.readForEnding, &emit)
    case (.mark, _):
      // The mark helps people and sweepers; the record is what counts.
      step = .retained
    case (.terminate, _), (.kill, _):
      tries += 1
      guard let agent else { return leave(&emit) }
      step = .waitForEnd
      emit.perform(
        .process(.awaitExit(pid: agent.pid)), Tag(rawValue: step.rawValue),
        limit: policy.agentGrace)
    case (.waitForEnd, .process(.reaped)), (.waitForEnd, .process(.failed(.noChild))):
      leave(&emit)
    case (.waitForEnd, _):
      tries < policy.agentSignalsMax ? endAgent(&emit) : leave(&emit)
    case (.read, _), (.reread, _), (.claim, _), (.acknowledge, _), (.readForEnding, _),
      (.writeEnding, _):
      again(&emit)
    case (.leave, _), (.retained, _), (.rest, _), (.watch, _), (.idle, _), (.start, _):
      break
    }
  }

  /// Asks to be told when the agent has ended.
  private mutating func watch(_ emit: inout Emitter) {
    guard let agent else { return leave(&emit) }
    step = .watch
    emit.perform(
      .process(.awaitExit(pid: agent.pid)), Self.watchTag, limit: policy.agentWaitLimit)
  }

  /// What the watch has come to, whatever has been begun meanwhile.
  private mutating func takeEnding(_ outcome: Outcome, _ emit: inout Emitter) {
    switch (step, outcome) {
    case (.watch, .process(.reaped(let ending))):
      self.ending = ending
      tries = 0
      read(.readForEnding, &emit)
    case (.watch, .process(.failed(.noChild))):
      // Somebody else has reaped it, or an answer was lost: how it ended is not known.
      ending = nil
      markExited(&emit)
    case (.watch, .limitPassed):
      watch(&emit)
    case (.watch, _):
      // A wait that was refused says nothing about the agent.
      step = .rest
      pause(policy.retryPause, &emit)
    case (.terminate, .process(.reaped)), (.terminate, .process(.failed(.noChild))),
      (.kill, .process(.reaped)), (.kill, .process(.failed(.noChild))),
      (.waitForEnd, .process(.reaped)), (.waitForEnd, .process(.failed(.noChild))):
      // It was told to end, and has.
      leave(&emit)
    case (.terminate, _), (.kill, _), (.waitForEnd, _):
      // The wait that follows a signal has a limit of its own.
      break
    case (.idle, _), (.read, _), (.claim, _), (.start, _), (.reread, _), (.acknowledge, _),
      (.tell, _), (.rest, _), (.readForEnding, _), (.writeEnding, _), (.mark, _), (.retained, _),
      (.leave, _):
      // It comes twice, or when the runner is about to leave anyway: what counts has been done.
      break
    }
  }

  /// What follows a pause.
  private mutating func goOn(_ emit: inout Emitter) {
    switch step {
    case .rest:
      watch(&emit)
    case .read, .reread, .readForEnding:
      read(step, &emit)
    case .claim, .acknowledge:
      read(.reread, &emit)
    case .writeEnding:
      read(.readForEnding, &emit)
    default:
      break
    }
  }

  private mutating func markExited(_ emit: inout Emitter) {
    guard let runtime = document?.runtime, runtime.nonce == me.nonce else {
      step = .retained
      return
    }
    let option = emit.texts.text("@state")
    let exited = emit.texts.text("exited")
    step = .mark
    emit.perform(
      .tmux(
        .setOption(.session, .exact(runtime.name), name: option, value: exited),
        socket: runtime.socket),
      Tag(rawValue: step.rawValue), limit: policy.tmuxLimit)
  }

  // MARK: - Ending

  /// Ends the agent, if there is one, and then the runner.
  private mutating func endAgent(_ emit: inout Emitter) {
    guard let agent, step != .leave else { return leave(&emit) }
    if step == .retained || step == .mark { return leave(&emit) }
    let isLast = tries >= 2 && step == .waitForEnd
    if step != .waitForEnd { tries = 0 }
    ask(
      isLast ? .kill : .terminate, .process(.signalIdentity(agent, isLast ? .kill : .terminate)),
      &emit)
  }

  /// The record does not want this runtime any more, or cannot be told of it.
  private mutating func giveUp(_ emit: inout Emitter) {
    agent == nil ? leave(&emit) : endAgent(&emit)
  }

  private mutating func leave(_ emit: inout Emitter) {
    guard step != .leave else { return }
    ask(.leave, .process(.exit(status: agent == nil ? 3 : 0)), &emit)
  }

  // MARK: - The record

  private mutating func load(_ record: StoredRecord, _ emit: inout Emitter) -> Bool {
    document = SessionDocument(record.value, &emit)
    revision = record.revision
    return document != nil
  }

  private mutating func read(_ next: Step, _ emit: inout Emitter) {
    step = next
    emit.perform(
      .store(.get(key: id)), Tag(rawValue: next.rawValue), limit: policy.storeLimit)
  }

  private mutating func write(_ next: Step, _ emit: inout Emitter) {
    guard let value = document?.encoded(&emit) else { return giveUp(&emit) }
    step = next
    emit.perform(
      .store(.put(key: id, value: value, expected: revision)), Tag(rawValue: next.rawValue),
      limit: policy.storeLimit)
  }

  private mutating func retry(_ next: Step, _ emit: inout Emitter) {
    tries += 1
    tries < policy.storeTriesMax ? read(next, &emit) : giveUp(&emit)
  }

  /// The store did not do what it was asked to: the same once more after a while.
  private mutating func again(_ emit: inout Emitter) {
    tries += 1
    tries < policy.storeTriesMax ? pause(policy.retryPause, &emit) : giveUp(&emit)
  }

  private mutating func ask(_ next: Step, _ operation: Operation, _ emit: inout Emitter) {
    step = next
    emit.perform(operation, Tag(rawValue: next.rawValue), limit: policy.processLimit)
  }

  private func pause(_ interval: Interval, _ emit: inout Emitter) {
    emit.perform(.timer(interval), Self.pauseTag)
  }

  /// Folds all of it.
  public func fold(into digest: inout Digest) {
    digest.fold(UInt64(step.rawValue))
    me.fold(into: &digest)
    agent?.fold(into: &digest)
    digest.fold(id)
    digest.fold(revision)
    digest.fold(tries)
    ending?.fold(into: &digest)
  }
}
