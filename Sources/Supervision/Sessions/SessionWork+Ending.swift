import Operations

// Ending a runtime: its tmux session first, and then every process that carries its nonce.
//
// A hang-up ends most of what runs in a pane, and not what ignores it or has left the terminal. The
// nonce in the environment finds those; each is signalled by its full identity, so that one who
// happens to have its pid by now is left alone.

extension SessionWork {
  /// Whether there is a runtime to be ended: when something is taken back, and when a new one is to
  /// take the place of an older one.
  private var endsRuntime: Bool {
    switch request.verb {
    case .spawn, .restore: isFenced || needsRenewal
    case .kill, .cleanup, .recover, .send, .get, .list: true
    }
  }

  /// Whether an end that could not be brought about is told as one that was not.
  var isEndConfirmed: Bool { policy.safeguards.contains(.endConfirmed) }

  mutating func endingRequest(for step: SessionStep) -> StepRequest? {
    guard endsRuntime, let runtime = document?.runtime else { return nil }
    // Without a nonce nothing is proven to be the session's own.
    guard runtime.nonce != 0 || !policy.safeguards.contains(.placesNamed) else { return nil }
    switch step {
    case .closeRuntime:
      return StepRequest(
        .tmux(.killSession(target(of: runtime)), socket: runtime.socket),
        limit: policy.tmuxLimit)
    case .findProcesses:
      guard policy.safeguards.contains(.identityBeforeSignal) else {
        survivors.recall(runtime)
        return nil
      }
      return survivors.search(nonce: runtime.nonce, policy)
    case .signalProcess:
      return survivors.signal(policy)
    default: preconditionFailure("\(step) does not end anything: \(self)")
    }
  }

  mutating func judgeEnding(
    _ step: SessionStep, _ outcome: Outcome, _ emit: inout Emitter
  ) -> Verdict {
    switch step {
    case .closeRuntime: judgeClosing(outcome)
    case .findProcesses: judgeSurvivors(outcome, emit)
    default: judgeSignal(outcome)
    }
  }

  private func judgeClosing(_ outcome: Outcome) -> Verdict {
    switch outcome {
    case .tmux(.done): return .next
    case .tmux(.failed(let failure)):
      switch failure.reason {
      case .noSuchSession, .noServer, .noSocket:
        if policy.safeguards.contains(.absentIsEnded) { return .next }
        fallthrough
      default: return .again(after: policy.retryPause, atMost: policy.triesMax)
      }
    case .limitPassed: return .again(after: policy.retryPause, atMost: policy.triesMax)
    default: return unexpected(.closeRuntime, outcome)
    }
  }

  private mutating func judgeSurvivors(_ outcome: Outcome, _ emit: Emitter) -> Verdict {
    switch survivors.found(outcome, by: me, emit, policy) {
    case .none, .some: return .next
    case .tooMany:
      if isEndConfirmed { return .stop(.unconfirmed(.survivors)) }
      survivors.giveUp()
      return .next
    case .failed: return .again(after: policy.retryPause, atMost: policy.triesMax)
    }
  }

  private mutating func judgeSignal(_ outcome: Outcome) -> Verdict {
    // Whether it was hit, was gone, or may not be signalled: the next look tells what is left.
    switch outcome {
    case .process(.done), .process(.failed), .process(.other), .limitPassed:
      return survivors.signalled()
        ? .again(after: .zero, atMost: 1_000) : .jump(.findProcesses, after: policy.endingGrace)
    default: return unexpected(.signalProcess, outcome)
    }
  }
}
