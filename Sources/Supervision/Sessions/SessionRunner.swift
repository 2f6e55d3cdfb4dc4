import Lifecycle
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
/// agent said can be read until the session is closed; a store that does not take it down does not
/// change that. A prompt that it was handed is kept until the agent has it, has ended, or could not
/// be reached a counted number of times.
///
/// It learns of the agent's end by a wait that the end answers, and looks at nothing meanwhile. A
/// wait that hangs passes its limit and is asked for again; one whose answer is lost, or that another
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
  public internal(set) var step = Step.idle
  /// The agent that it has started.
  public internal(set) var agent: ProcessIdentity?
  var me = ProcessIdentity(boot: 0, namespace: 0, pid: 0, startTick: 0, nonce: 0)
  var id = Text.empty
  var document: SessionDocument?
  var revision: Int64 = 0
  var tries = 0
  var ending: Ending?
  /// What the agent is to be told, oldest first; the first one is under way.
  var prompts: [Message] = []
  var promptTries = 0

  static let pauseTag = Tag(rawValue: 100)
  static let promptTag = Tag(rawValue: 101)
  static let promptPauseTag = Tag(rawValue: 102)
  static let watchTag = Tag(rawValue: 103)

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
      if message.topic == SessionTopic.prompt { take(message, &emit) }
    case .signal(.hangUp), .signal(.terminate), .signal(.interrupt):
      endAgent(&emit)
    case .signal(.continue), .signal(.stop), .signal(.kill), .signal(.segmentationFault):
      break
    case .outcome(Self.promptTag, let outcome):
      takePrompt(outcome, &emit)
    case .outcome(Self.promptPauseTag, _):
      handOver(&emit)
    case .outcome(Self.pauseTag, _):
      goOn(&emit)
    case .outcome(Self.watchTag, let outcome):
      takeWatch(outcome, &emit)
    case .outcome(let tag, let outcome):
      // What was asked for before a signal came is no longer waited for.
      if tag.rawValue == step.rawValue { take(outcome, &emit) }
    }
  }

  private mutating func take(_ outcome: Outcome, _ emit: inout Emitter) {
    switch step {
    case .read: takeRead(outcome, &emit)
    case .claim: takeClaim(outcome, &emit)
    case .start: takeStart(outcome, &emit)
    case .reread: takeReread(outcome, &emit)
    case .acknowledge: takeAcknowledgement(outcome, &emit)
    case .tell:
      // The record says it as well, so that a message that is lost is only late.
      watch(&emit)
    case .readForEnding: takeRecordForEnding(outcome, &emit)
    case .writeEnding: takeEnding(outcome, &emit)
    case .mark:
      // The mark helps people and sweepers; the record is what counts.
      step = .retained
    case .terminate, .kill:
      // Whether it was hit, was gone, or may not be signalled: the wait that follows tells.
      tries += 1
      awaitEnd(&emit)
    case .waitForEnd: takeEnd(outcome, &emit)
    case .leave:
      // Whoever has left hears of nothing more: it could not.
      tries += 1
      if tries < policy.triesMax { pause(policy.retryPause, &emit) }
    case .idle, .rest, .watch, .retained:
      // They wait for nothing but a pause, a signal, or what the watch brings.
      break
    }
  }

  // MARK: - Starting

  private mutating func takeRead(_ outcome: Outcome, _ emit: inout Emitter) {
    switch outcome {
    case .store(.record(let record)):
      guard load(record, &emit), wantsMe, document?.runtime.runner == nil else {
        return leave(&emit)
      }
      document?.runtime.runner = me
      write(.claim, &emit)
    // The record stands before its runtime is asked for; a store that does not have it, or does not
    // answer, is asked again.
    case .store, .limitPassed: again(&emit)
    default: unexpected(&emit)
    }
  }

  private mutating func takeClaim(_ outcome: Outcome, _ emit: inout Emitter) {
    switch outcome {
    case .store(.written(let written)):
      revision = written
      tries = 0
      let program = document?.agent ?? .empty
      ask(
        .start, .process(.spawn(Launch(program: program, argument: id, nonce: me.nonce))), &emit)
    case .store(.conflict), .limitPassed:
      // It may have been written all the same; then the record names this runner already.
      overtaken(outcome, .reread, &emit)
    case .store: again(&emit)
    default: unexpected(&emit)
    }
  }

  private mutating func takeStart(_ outcome: Outcome, _ emit: inout Emitter) {
    switch outcome {
    case .process(.identity(let identity)):
      agent = identity
      handOver(&emit)
      document?.runtime.agent = identity
      write(.acknowledge, &emit)
    default:
      // It was not started, or nobody knows; whether a late start came true is found by the nonce.
      leave(&emit)
    }
  }

  private mutating func takeReread(_ outcome: Outcome, _ emit: inout Emitter) {
    switch outcome {
    case .store(.record(let record)):
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
    case .store, .limitPassed: again(&emit)
    default: unexpected(&emit)
    }
  }

  private mutating func takeAcknowledgement(_ outcome: Outcome, _ emit: inout Emitter) {
    switch outcome {
    case .store(.written(let written)):
      revision = written
      tellLauncher(&emit)
    case .store(.conflict), .limitPassed: overtaken(outcome, .reread, &emit)
    case .store: again(&emit)
    default: unexpected(&emit)
    }
  }

  /// Whether the record still wants this runtime to begin.
  private var wantsMe: Bool {
    guard let document, document.runtime.nonce == me.nonce, me.nonce != 0 else { return false }
    if document.intent?.kind.startsAgent == true { return true }
    if !policy.safeguards.contains(.fencedLaunch) { return true }
    // Without an acknowledgement to wait for, it was completed before there was an agent.
    if !policy.safeguards.contains(.acknowledgedByRunner), !document.isOver,
      document.intent == nil
    {
      return true
    }
    // Somebody else may have completed it after the acknowledgement was written.
    return document.intent == nil && document.runtime.agent == agent && agent != nil
  }

  private mutating func tellLauncher(_ emit: inout Emitter) {
    guard let holder = document?.intent?.holder else { return watch(&emit) }
    let message = Message(topic: SessionTopic.acknowledged, body: id, number: me.nonce)
    ask(.tell, .send(message, to: .process(holder)), &emit)
  }

  // MARK: - Waiting

  /// What follows a pause.
  private mutating func goOn(_ emit: inout Emitter) {
    switch step {
    case .rest: watch(&emit)
    case .read, .reread, .readForEnding: read(step, &emit)
    case .claim, .acknowledge: read(.reread, &emit)
    case .writeEnding: read(.readForEnding, &emit)
    case .leave: exit(&emit)
    case .idle, .start, .tell, .watch, .mark, .retained, .terminate, .kill, .waitForEnd:
      // A pause of before the signal that has led here.
      break
    }
  }

  /// Folds all of it.
  public func fold(into digest: inout Digest) {
    digest.fold(UInt64(step.rawValue))
    me.fold(into: &digest)
    agent?.fold(into: &digest)
    digest.fold(id)
    digest.fold(revision)
    digest.fold(document?.hashOfPlaces ?? 0)
    digest.fold(UInt32(tries), UInt32(promptTries))
    ending?.fold(into: &digest)
    for prompt in prompts { prompt.fold(into: &digest) }
  }
}
