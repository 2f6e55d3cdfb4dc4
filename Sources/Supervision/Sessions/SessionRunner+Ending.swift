import Operations

// How an agent ends, by itself or because its runner ends it, and how the runner does.

extension SessionRunner {
  // MARK: - By itself

  /// Asks to be told when the agent has ended.
  mutating func watch(_ emit: inout Emitter) {
    guard let agent else { return leave(&emit) }
    step = .watch
    emit.perform(
      .process(.awaitExit(pid: agent.pid)), Self.watchTag, limit: policy.agentWaitLimit)
  }

  /// What the watch has come to, whatever has been begun meanwhile.
  mutating func takeWatch(_ outcome: Outcome, _ emit: inout Emitter) {
    switch step {
    case .watch: takeEndOfWatch(outcome, &emit)
    case .terminate, .kill, .waitForEnd:
      switch outcome {
      // It was told to end, and has.
      case .process(.reaped), .process(.failed(.noChild)): leave(&emit)
      // The wait that follows a signal has a limit of its own.
      default: break
      }
    case .idle, .read, .claim, .start, .reread, .acknowledge, .tell, .rest, .readForEnding,
      .writeEnding, .mark, .retained, .leave:
      // It comes twice, or when the runner is about to leave anyway: what counts has been done.
      break
    }
  }

  private mutating func takeEndOfWatch(_ outcome: Outcome, _ emit: inout Emitter) {
    switch outcome {
    case .process(.reaped(let ending)):
      self.ending = ending
      tries = 0
      read(.readForEnding, &emit)
    case .process(.failed(.noChild)):
      // Somebody else has reaped it, or an answer was lost: how it ended is not known.
      ending = nil
      markExited(&emit)
    case .limitPassed: watch(&emit)
    default:
      // A wait that was refused says nothing about the agent.
      step = .rest
      pause(policy.retryPause, &emit)
    }
  }

  mutating func takeRecordForEnding(_ outcome: Outcome, _ emit: inout Emitter) {
    switch outcome {
    case .store(.record(let record)):
      guard load(record, &emit), document?.runtime.nonce == me.nonce else {
        return markExited(&emit)
      }
      document?.runtime.ending = ending
      write(.writeEnding, &emit)
    case .store, .limitPassed: again(&emit)
    default: unexpected(&emit)
    }
  }

  mutating func takeEnding(_ outcome: Outcome, _ emit: inout Emitter) {
    switch outcome {
    case .store(.written): markExited(&emit)
    case .store(.conflict), .limitPassed: overtaken(outcome, .readForEnding, &emit)
    case .store: again(&emit)
    default: unexpected(&emit)
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

  // MARK: - By the runner

  /// Ends the agent, if there is one, and then the runner.
  mutating func endAgent(_ emit: inout Emitter) {
    guard let agent, step != .leave else { return leave(&emit) }
    if step == .retained || step == .mark { return leave(&emit) }
    let isLast = tries >= 2 && step == .waitForEnd
    if step != .waitForEnd { tries = 0 }
    ask(
      isLast ? .kill : .terminate, .process(.signalIdentity(agent, isLast ? .kill : .terminate)),
      &emit)
  }

  /// Waits for a while whether the signal has ended it.
  mutating func awaitEnd(_ emit: inout Emitter) {
    guard let agent else { return leave(&emit) }
    step = .waitForEnd
    emit.perform(
      .process(.awaitExit(pid: agent.pid)), Tag(rawValue: step.rawValue),
      limit: policy.agentGrace)
  }

  mutating func takeEnd(_ outcome: Outcome, _ emit: inout Emitter) {
    switch outcome {
    case .process(.reaped), .process(.failed(.noChild)): leave(&emit)
    default:
      // It runs, or it could not be asked.
      tries < policy.agentSignalsMax ? endAgent(&emit) : leave(&emit)
    }
  }

  /// What it is here for cannot be done: the record does not want this runtime any more, or the
  /// store cannot be told of it.
  mutating func giveUp(_ emit: inout Emitter) {
    switch step {
    // The agent has ended already. That it did is seen by others; only how is lost.
    case .readForEnding, .writeEnding: markExited(&emit)
    default: agent == nil ? leave(&emit) : endAgent(&emit)
    }
  }

  mutating func leave(_ emit: inout Emitter) {
    guard step != .leave else { return }
    tries = 0
    exit(&emit)
  }

  mutating func exit(_ emit: inout Emitter) {
    ask(.leave, .process(.exit(status: agent == nil ? 3 : 0)), &emit)
  }
}
