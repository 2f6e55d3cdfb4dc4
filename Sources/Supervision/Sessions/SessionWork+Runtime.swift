import Lifecycle
import Operations

// Creating the tmux session of a runtime, proving that it is the one, and waiting for its runner.

extension SessionWork {
  mutating func runtimeRequest(for step: SessionStep, _ emit: inout Emitter) -> StepRequest? {
    guard let runtime = document?.runtime else { return nil }
    switch step {
    case .createRuntime:
      let launch = Launch(program: policy.runner, argument: request.id, nonce: runtime.nonce)
      return tmux(.newSession(name: runtime.name, launch), runtime)
    case .observeRuntime:
      return runtime.pane == nil ? tmux(.listAllPanes, runtime) : nil
    case .inspectServer:
      guard let pane = runtime.pane else { return nil }
      return StepRequest(
        .process(.inspect(pid: pane.serverPid)), limit: policy.processLimit)
    case .mark:
      let generation = (document?.lifecycle.generation ?? 0) + 1
      let marks = SessionMarks(
        owner: emit.text { builder, _ in builder.add(hexadecimal: runtime.nonce) },
        generation: emit.text { builder, _ in builder.add(generation) },
        state: emit.texts.text("active"))
      return tmux(.markSession(target(of: runtime), marks), runtime)
    case .awaitRunner:
      guard policy.safeguards.contains(.acknowledgedByRunner) else { return nil }
      return StepRequest(.store(.get(key: request.id)), limit: policy.storeLimit)
    case .checkRunner:
      guard policy.safeguards.contains(.acknowledgedByRunner) else { return nil }
      return runtime.agent == nil && isWithdrawing == nil ? tmux(.listAllPanes, runtime) : nil
    default: preconditionFailure("\(step) does not concern the runtime: \(self)")
    }
  }

  private func tmux(_ command: TmuxCommand, _ runtime: SessionRuntime) -> StepRequest {
    StepRequest(.tmux(command, socket: runtime.socket), limit: policy.tmuxLimit)
  }

  /// How tmux is told which session is meant.
  func target(of runtime: SessionRuntime) -> TmuxTarget {
    if let pane = runtime.pane, !policy.safeguards.contains(.idsAreChecked) {
      return .session(pane.session)
    }
    // A record that does not say it is refused, unless whatever has the id is good enough.
    let name = runtime.name.isEmpty ? request.id : runtime.name
    return policy.safeguards.contains(.exactTargets) ? .exact(name) : .bare(name)
  }

  mutating func judgeRuntime(
    _ step: SessionStep, _ outcome: Outcome, _ emit: inout Emitter
  ) -> Verdict {
    switch step {
    case .createRuntime: judgeCreation(outcome)
    case .observeRuntime: judgeObservation(outcome, emit)
    case .inspectServer: judgeServer(outcome)
    case .mark: judgeMark(outcome)
    case .awaitRunner: judgeRecord(outcome, &emit)
    case .checkRunner: judgeRunner(outcome, emit)
    default: preconditionFailure("\(step) does not concern the runtime: \(self)")
    }
  }

  // MARK: - Creating

  private mutating func judgeCreation(_ outcome: Outcome) -> Verdict {
    switch outcome {
    case .tmux(.created(let pane)):
      document?.runtime.pane = pane
      return .next
    case .tmux(.failed(let failure)):
      switch failure.reason {
      // The name is nobody else's: an earlier call came through.
      case .duplicateSession:
        return policy.safeguards.contains(.leftoversAdopted) ? .next : .undo(.failed(.runtime))
      // Nothing was made.
      case .windowForkFailed, .noSocket, .noServer:
        return .again(after: policy.retryPause, atMost: policy.triesMax)
      case .invalidSession, .badValue: return .undo(.failed(.runtime))
      // It may have been made or not.
      default: return .next
      }
    case .limitPassed: return .next
    default: return unexpected(.createRuntime, outcome)
    }
  }

  private mutating func judgeObservation(_ outcome: Outcome, _ emit: Emitter) -> Verdict {
    switch outcome {
    case .tmux(.listing):
      guard let row = pane(in: emit.rows) else { return missing() }
      document?.runtime.pane = row.reference
      return .next
    case .tmux(.failed), .limitPassed: return missing()
    default: return unexpected(.observeRuntime, outcome)
    }
  }

  /// The tmux session is not to be seen; if it was asked for here, it is asked for again.
  private mutating func missing() -> Verdict {
    missingLooks += 1
    if missingLooks >= policy.triesMax {
      // A runtime that was acknowledged and is gone is for the observers to judge.
      return request.verb == .recover ? .jump(.readClockAgain) : .undo(.failed(.runtime))
    }
    return request.verb == .recover
      ? .jump(.observeRuntime, after: policy.retryPause)
      : .jump(.createRuntime, after: policy.retryPause)
  }

  private func pane(in rows: [Row]) -> PaneFacts? {
    for case .pane(let facts) in rows where facts.sessionName == document?.runtime.name {
      return facts
    }
    return nil
  }

  private mutating func judgeServer(_ outcome: Outcome) -> Verdict {
    switch outcome {
    case .process(.facts(let facts)):
      document?.runtime.server = facts.identity
      return .next
    case .process(.failed(.noSuchProcess)):
      // The server has died since, and the session with it.
      document?.runtime.pane = nil
      missingLooks += 1
      if request.verb == .recover { return .jump(.readClockAgain) }
      return missingLooks < policy.triesMax
        ? .jump(.createRuntime, after: policy.retryPause) : .undo(.failed(.runtime))
    case .process(.failed), .limitPassed:
      return .again(after: policy.retryPause, atMost: policy.triesMax)
    default: return unexpected(.inspectServer, outcome)
    }
  }

  private mutating func judgeMark(_ outcome: Outcome) -> Verdict {
    switch outcome {
    case .tmux(.done): return .next
    case .tmux(.failed(let failure)):
      switch failure.reason {
      case .noSessionForOption, .noSuchSession, .noServer, .noSocket:
        // It is gone already; what the runner has written tells whether it ever did its work.
        return .jump(.awaitRunner)
      default: return .again(after: policy.retryPause, atMost: policy.triesMax)
      }
    case .limitPassed: return .again(after: policy.retryPause, atMost: policy.triesMax)
    default: return unexpected(.mark, outcome)
    }
  }

  // MARK: - Waiting for the runner

  private mutating func judgeRecord(_ outcome: Outcome, _ emit: inout Emitter) -> Verdict {
    switch outcome {
    case .store(.record(let record)):
      guard let found = SessionDocument(record, &emit) else {
        return .stop(.refused(.unreadable))
      }
      guard found.intent?.holder == me else { return .stop(.unconfirmed(.overtaken)) }
      let seen = document?.runtime
      let state = document?.workspace.state
      document = found
      document?.runtime.pane = seen?.pane
      document?.runtime.server = seen?.server
      if let state { document?.workspace.state = state }
      revision = record.revision
      if found.runtime.agent != nil { return .jump(.readClockAgain) }
      runnerLooks += 1
      if runnerLooks >= policy.acknowledgeLooksMax { isWithdrawing = .notAcknowledged }
      // A runner that was only just started is given time to say so before its pane is looked at.
      return runnerLooks == 1 ? .jump(.awaitRunner, after: policy.acknowledgePause) : .next
    case .store(.absent): return .stop(.unconfirmed(.store))
    case .store(.failed(let failure)): return retry(failure)
    case .limitPassed: return .again(after: policy.retryPause, atMost: policy.triesMax)
    default: return unexpected(.awaitRunner, outcome)
    }
  }

  private mutating func judgeRunner(_ outcome: Outcome, _ emit: Emitter) -> Verdict {
    switch outcome {
    case .tmux(.listing):
      if let row = pane(in: emit.rows), !row.isDead {
        deadLooks = 0
        return .jump(.awaitRunner, after: policy.acknowledgePause)
      }
      deadLooks += 1
      // What it wrote before it died may have come after the last look.
      if deadLooks < 2 { return .jump(.awaitRunner, after: policy.retryPause) }
      isWithdrawing = .runnerDied
      return .next
    case .tmux(.failed), .limitPassed:
      // The server could not be asked; the record can.
      return .jump(.awaitRunner, after: policy.acknowledgePause)
    default: return unexpected(.checkRunner, outcome)
    }
  }
}
