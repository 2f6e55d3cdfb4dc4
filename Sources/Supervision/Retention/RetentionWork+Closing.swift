import Operations

// The kill, and what proves that it was one.

extension RetentionWork {
  mutating func closeRequest(for step: RetentionStep, _ emit: inout Emitter) -> StepRequest? {
    guard let runtime = document?.runtime else { return nil }
    let limit = policy.sessions.tmuxLimit
    switch step {
    case .kill:
      guard policy.sessions.safeguards.contains(.guardedKill) else {
        return StepRequest(
          .tmux(.killSession(.exact(runtime.name)), socket: runtime.socket), limit: limit)
      }
      // The mark itself is what is compared, and is not written over before: somebody who marks
      // the session as active a moment earlier keeps it.
      let condition = SessionGuard(
        option: emit.texts.text("@state"), value: emit.texts.text("completed"), unattached: true)
      return StepRequest(
        .tmux(.killSessionIf(.exact(runtime.name), condition), socket: runtime.socket),
        limit: limit)
    case .confirm:
      return StepRequest(.tmux(.listAllPanes, socket: runtime.socket), limit: limit)
    case .confirmServer:
      guard evidence.second != .absent(.same), let server = runtime.server else { return nil }
      return StepRequest(.process(.identify(server)), limit: policy.sessions.processLimit)
    case .findProcesses: return survivors.search(nonce: runtime.nonce, policy.sessions)
    case .signalProcess: return survivors.signal(policy.sessions)
    default: preconditionFailure("\(step) closes nothing: \(self)")
    }
  }

  mutating func judgeClosing(
    _ step: RetentionStep, _ outcome: Outcome, _ emit: Emitter
  ) -> Verdict {
    switch step {
    case .kill:
      // It says nothing whether it has killed or not, and so do a failure and a lost answer.
      return .next
    case .confirm: return judgeConfirmation(outcome, emit)
    case .confirmServer:
      switch life(outcome) {
      case .dead: return .next
      // A server that has lost its last session takes a moment to end.
      case .alive: return rejudge
      case .unread, .none: return again
      }
    case .findProcesses:
      switch survivors.found(outcome, by: me, emit, policy.sessions) {
      case .none, .some: return .next
      case .tooMany: return .stop(.unconfirmed(.survivors))
      case .failed: return again
      }
    case .signalProcess:
      // Whether it was hit, was gone, or may not be signalled: the next look tells what is left.
      return survivors.signalled()
        ? .again(after: .zero, atMost: 1_000)
        : .jump(.findProcesses, after: policy.sessions.endingGrace)
    default: preconditionFailure("\(step) closes nothing: \(self)")
    }
  }

  private mutating func judgeConfirmation(_ outcome: Outcome, _ emit: Emitter) -> Verdict {
    let snapshot = Snapshot(outcome, emit)
    let runtime = document?.runtime
    let seen = snapshot.sighting(of: runtime?.pane, named: runtime?.name ?? .empty)
    switch seen {
    case .failed: return again
    case .absent:
      evidence.second = seen
      return .next
    case .seen(let session):
      // A stranger that has its name is no proof that it is there, and none that it is not.
      let isMine = runtime?.pane.map { session.place.isSameServer(as: $0) } ?? false
      if !isMine {
        evidence.second = .absent(.other)
        return .next
      }
      // It was not killed: why not is for the next judgement to say.
      return rejudge
    }
  }

  private var rejudge: Verdict { .jump(.read, after: policy.sessions.retryPause) }
}
