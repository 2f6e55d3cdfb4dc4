import Operations

// Reading the record, looking at the world twice, and deciding.

extension RetentionWork {
  typealias Verdict = Judgement<RetentionStep, RetentionResult>

  mutating func judgeRead(_ outcome: Outcome, _ emit: inout Emitter) -> Verdict {
    switch outcome {
    case .store(.record(let record)):
      revision = record.revision
      isStale = false
      document = SessionDocument(record.value, &emit)
      evidence = RetentionEvidence(document.map { .known(RetentionFacts($0)) } ?? .unreadable)
      if document == nil, aim != .tell { return .stop(.refused(.unreadable)) }
      return .next
    case .store(.absent):
      document = nil
      evidence = RetentionEvidence(.none)
      return .stop(.refused(.noSession))
    case .store(.failed(let failure)): return retry(failure)
    case .limitPassed: return again
    default: return again
    }
  }

  // MARK: - Looking

  func lookRequest(for step: RetentionStep) -> StepRequest? {
    guard let runtime = document?.runtime else { return nil }
    let process: ProcessIdentity?
    switch step {
    case .lookFirst, .lookAgain:
      if looks != nil { return nil }
      return StepRequest(
        .tmux(.listAllPanes, socket: runtime.socket), limit: policy.sessions.tmuxLimit)
    case .checkAgent: process = runtime.agent
    case .checkRunner: process = runtime.runner
    case .checkServer: process = runtime.server
    default: preconditionFailure("\(step) looks at nothing: \(self)")
    }
    guard let process else { return nil }
    return StepRequest(.process(.identify(process)), limit: policy.sessions.processLimit)
  }

  mutating func judgeLook(
    _ step: RetentionStep, _ outcome: Outcome, _ emit: Emitter
  ) -> Verdict {
    switch step {
    case .lookFirst:
      evidence.first = sighting(Snapshot(outcome, emit))
      return .jump(.lookAgain, after: policy.snapshotPause)
    case .lookAgain: evidence.second = sighting(Snapshot(outcome, emit))
    case .checkAgent: evidence.agent = life(outcome)
    case .checkRunner: evidence.runner = life(outcome)
    case .checkServer: evidence.server = life(outcome)
    default: preconditionFailure("\(step) looks at nothing: \(self)")
    }
    return .next
  }

  func life(_ outcome: Outcome) -> RetentionEvidence.Life {
    RetentionEvidence.Life(outcome, policy.sessions.safeguards)
  }

  private func sighting(_ snapshot: Snapshot) -> Sighting {
    snapshot.sighting(of: document?.runtime.pane, named: document?.runtime.name ?? .empty)
  }

  /// Fills in what did not have to be asked.
  private mutating func complete() {
    if let looks {
      evidence.first = sighting(looks.first)
      evidence.second = sighting(looks.second)
    }
    guard let runtime = document?.runtime else { return }
    if runtime.agent == nil { evidence.agent = .none }
    if runtime.runner == nil { evidence.runner = .none }
    if runtime.server == nil { evidence.server = .none }
  }

  // MARK: - Deciding

  mutating func judgeClock(_ outcome: Outcome) -> Verdict {
    // Without the time nothing is closed; what it is can be told all the same.
    evidence.now = outcome.milliseconds
    complete()
    let decision = evidence.decision
    self.decision = decision
    judgements += 1
    if aim == .tell { return .stop(.told) }
    if judgements > policy.judgementsMax { return .stop(.unconfirmed(.unsettled)) }
    switch decision.kind {
    case .gone:
      // Somebody who died has closed it, or somebody else has ended it: what is left is finished.
      guard document?.retention != nil, decision.reason == .nothingLeft else {
        return .stop(.alreadyClosed)
      }
      return .next
    case .safeToClose: break
    case .completedRetained:
      if decision.reason == .attached { return refuse(.attached) }
      if aim == .sweep, decision.reason == .windowOpen { return refuse(.retained) }
    case .active: return refuse(.active)
    case .stale: return refuse(.stale)
    case .foreign: return refuse(.foreign)
    case .unknown: return refuse(.unknown)
    }
    guard case .seen(let session) = evidence.second, evidence.now != nil else {
      return refuse(.unknown)
    }
    panes = session.panes
    screens = []
    guard panes.count <= policy.panesMax else { return refuse(.unsaved) }
    if mayKill { wasSafe = true }
    return .next
  }

  /// Whether what follows the decision is the close, and not a mark only.
  var mayKill: Bool { aim == .close || decision?.kind == .safeToClose }

  /// Does not close it; a claim of this process is taken back first.
  mutating func refuse(_ reason: RetentionRefusal) -> Verdict {
    let hasClaim = document?.retention?.closing == me
    switch reason {
    // What was asked of the server may yet come true, and then somebody has to know of it.
    case .unknown where hasClaim: return .stop(.unconfirmed(.tmux))
    case .active, .stale, .foreign, .retained: refusal = wasSafe ? .changed : reason
    default: refusal = reason
    }
    return hasClaim ? .jump(.release) : .stop(.refused(refusal ?? reason))
  }

  mutating func judgeCloser(_ outcome: Outcome) -> Verdict {
    switch life(outcome) {
    case .dead: return decision?.kind == .gone ? .jump(.confirm) : .next
    // It lives, or it cannot be told; neither is a death.
    case .alive, .unread, .none: return .stop(.refused(.busy))
    }
  }

  // MARK: - What all steps share

  /// The same once more, after a while.
  var again: Verdict {
    .again(after: policy.sessions.retryPause, atMost: policy.sessions.triesMax)
  }

  /// What a failing store means.
  func retry(_ failure: StoreFailure) -> Verdict {
    switch failure {
    case .busy:
      .again(after: policy.sessions.busyPause, atMost: policy.sessions.storeTriesMax)
    case .full, .inputOutput: again
    case .corrupt, .misuse, .newerFormat: .stop(.unconfirmed(.store))
    }
  }
}
