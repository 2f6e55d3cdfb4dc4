import Operations

// One iteration: the prompt, the keys, the wait for an answer, and what the answer leads to.

extension DeskRunner {
  // MARK: - Keys

  /// Types the prompt into the agent's pane, which was seen to be its own right before.
  mutating func send(_ emit: inout Emitter) {
    phase = .sending
    let prompt = known.prompt
    let line = emit.text { builder, texts in
      builder.add(counts.iteration)
      builder.add(" ")
      builder.add(prompt, from: texts)
    }
    asking.ask(
      .tmux(.sendKeys(.pane(pane.pane), line), socket: setup.socket), limit: policy.callLimit,
      &emit)
  }

  /// Takes the answer to the keys.
  mutating func sent(_ outcome: Outcome, _ emit: inout Emitter) {
    switch outcome {
    case .tmux(.failed(let failure)) where failure.reason == .clientFailed:
      // The client never reached the server.
      attempts += 1
      guard attempts < policy.callAttemptsMax else { return end(.unable(.keys), &emit) }
      phase = .waitingToSend
      asking.ask(.timer(policy.callRetryPause), &emit)
    case .tmux(.done), .tmux(.failed), .limitPassed:
      // They were typed, or the pane is gone, or they may yet be typed and are not typed twice:
      // the check tells the second, and the agent's silence the third.
      check(.postSend, &emit)
    default:
      end(.unable(.keys), &emit)
    }
  }

  // MARK: - Waiting for an answer

  /// Waits until it is time to look again.
  mutating func wait(_ emit: inout Emitter) {
    phase = .waiting
    asking.ask(.timer(policy.pollInterval), &emit)
  }

  /// Looks for the agent's answer, or finds that the time is over.
  mutating func look(_ emit: inout Emitter) {
    polls += 1
    phase = .reading
    asking.ask(
      .file(.read(role == .worker ? known.signal : known.verdict)), limit: policy.callLimit, &emit)
  }

  /// Takes the agent's file.
  mutating func read(_ outcome: Outcome, _ emit: inout Emitter) {
    switch outcome {
    case .file(.content(let record)):
      if role == .worker, let signal = WorkerSignal(record, emit.texts),
        signal.iteration ?? counts.iteration >= counts.iteration
      {
        return take(signal, &emit)
      }
      if role == .verifier, let verdict = DeskVerdict(record, emit.texts) {
        return take(verdict, &emit)
      }
    // Not there yet, or it cannot be read now: the time of the iteration bounds how often.
    default:
      break
    }
    guard polls < policy.polls(in: policy.iterationTimeout) else { return tooLong(&emit) }
    check(.poll, &emit)
  }

  private mutating func tooLong(_ emit: inout Emitter) {
    guard extensions < policy.iterationExtensionsMax else {
      return end(.timedOut(.iterationTime), &emit)
    }
    extensions += 1
    polls = 0
    write(.slow, &emit)
  }

  /// Looks at the heartbeat after a check that found everything alive.
  mutating func listen(_ emit: inout Emitter) {
    guard role == .worker else { return capture(&emit) }
    phase = .listening
    asking.ask(.file(.read(known.heartbeat)), limit: policy.callLimit, &emit)
  }

  /// Takes the heartbeat.
  mutating func listened(_ outcome: Outcome, _ emit: inout Emitter) {
    heartbeat.see(outcome, emit.texts)
    // One that says it has ended is given one more look, for its signal may come right after.
    let isGone = heartbeat.hasExited && heartbeat.unchanged > 0
    if isGone || heartbeat.unchanged >= policy.polls(in: policy.heartbeatStaleAfter) {
      restartWorker(&emit)
    } else {
      capture(&emit)
    }
  }

  private mutating func capture(_ emit: inout Emitter) {
    guard nudges < policy.nudgesMax else { return wait(&emit) }
    phase = .capturing
    asking.ask(
      .tmux(.capturePane(.pane(pane.pane)), socket: setup.socket), limit: policy.callLimit, &emit)
  }

  /// Takes what the pane shows, and nudges an agent that shows the same for too long.
  mutating func captured(_ outcome: Outcome, _ emit: inout Emitter) {
    guard case .tmux(.text(let shown)) = outcome else { return wait(&emit) }
    idlePolls = shown == screen ? idlePolls + 1 : 0
    screen = shown
    guard idlePolls >= policy.polls(in: policy.nudgeAfter) else { return wait(&emit) }
    idlePolls = 0
    nudges += 1
    phase = .nudging
    let nudge = emit.texts.text("continue")
    asking.ask(
      .tmux(.sendKeys(.pane(pane.pane), nudge), socket: setup.socket), limit: policy.callLimit,
      &emit)
  }

  // MARK: - What an answer leads to

  private mutating func take(_ signal: WorkerSignal, _ emit: inout Emitter) {
    switch signal.status {
    case .continue:
      closeIteration(&emit)
    case .verify:
      role = .verifier
      write(.prompt, &emit)
    case .verifyPartial:
      guard signal.hasVerifiable else {
        let detail = emit.texts.text("verify_partial without anything to verify")
        return end(.blocked(BlockReason(.missionAbort, detail)), &emit)
      }
      role = .verifier
      write(.prompt, &emit)
    case .blocked:
      end(.blocked(BlockReason(.metricFailure, emit.texts.text(signal.summary))), &emit)
    case .unknown:
      fail(&emit)
    }
  }

  private mutating func take(_ verdict: DeskVerdict, _ emit: inout Emitter) {
    switch verdict {
    case .complete:
      end(.complete, &emit)
    case .pass:
      counts.failures = 0
      closeIteration(&emit)
    case .fail, .unknown:
      fail(&emit)
    case .requestInfo:
      closeIteration(&emit)
    case .blocked:
      let detail = emit.texts.text("the verifier cannot go on")
      end(.blocked(BlockReason(.metricFailure, detail)), &emit)
    }
  }

  private mutating func fail(_ emit: inout Emitter) {
    counts.failures += 1
    guard counts.failures < policy.failuresMax else {
      let detail = emit.text { builder, _ in
        builder.add(counts.failures)
        builder.add(" failures in a row")
      }
      return end(.blocked(BlockReason(.repeatAxis, detail)), &emit)
    }
    closeIteration(&emit)
  }

  private mutating func closeIteration(_ emit: inout Emitter) {
    phase = .readingContext
    asking.ask(.file(.read(known.context)), limit: policy.callLimit, &emit)
  }

  /// Takes the context that the iteration has left.
  mutating func readContext(_ outcome: Outcome, _ emit: inout Emitter) {
    if case .file(.content(let context)) = outcome {
      counts.noteContext(context)
    } else {
      counts.noteContext(nil)
    }
    guard counts.unchangedContexts < policy.unchangedContextMax else {
      let detail = emit.text { builder, _ in
        builder.add("the context has not changed for ")
        builder.add(counts.unchangedContexts)
        builder.add(" iterations")
      }
      return end(.blocked(BlockReason(.contextLimit, detail)), &emit)
    }
    nextIteration(&emit)
  }
}
