import Lifecycle
import Operations

// Writing the record.
//
// A write that was refused because the record has changed, or that was not answered, is followed by
// a read: what stands there then says whether it was done, and whether it is still to be done.

extension SessionWork {
  typealias Verdict = Judgement<SessionStep, SessionResult>

  // MARK: - Writing

  mutating func writeRequest(for step: SessionStep, _ emit: inout Emitter) -> StepRequest? {
    switch step {
    case .withdraw where isWithdrawing == nil: return nil
    case .fence where isFenced: return nil
    case .renew where !needsRenewal: return nil
    default: break
    }
    if isStale { return StepRequest(.store(.get(key: request.id)), limit: policy.storeLimit) }
    let value = draft(for: step, &emit).encoded(&emit)
    lastWritten = value
    return StepRequest(
      .store(.put(key: request.id, value: value, expected: revision)), limit: policy.storeLimit)
  }

  // MARK: - What came of a write

  mutating func judgeWrite(
    _ step: SessionStep, _ outcome: Outcome, _ emit: inout Emitter
  ) -> Verdict {
    switch outcome {
    case .store(.written(let written)):
      // Whoever reads it back sees no more than what was written.
      document = SessionDocument(lastWritten, &emit) ?? draft(for: step, &emit)
      revision = written
      return wrote(step)
    case .store(.conflict(let current)) where !policy.safeguards.contains(.revisionsChecked):
      revision = current
      return .again(after: .zero, atMost: policy.storeTriesMax)
    case .store(.conflict), .limitPassed:
      isStale = true
      if step == .claim { return reread() }
      return .again(after: .zero, atMost: policy.storeTriesMax)
    case .store(.record(let record)) where isStale:
      isStale = false
      guard let found = SessionDocument(record, &emit) else {
        return .stop(.refused(.unreadable))
      }
      return take(found, record.revision, for: step)
    case .store(.absent) where isStale:
      // Nobody removes records; a store that has lost one is not to be trusted with another.
      return .stop(.unconfirmed(.store))
    case .store(.failed(let failure)): return retry(failure)
    default: return unexpected(step, outcome)
    }
  }

  /// A claim begins anew with everything that was decided on the old record.
  private mutating func reread() -> Verdict {
    isStale = false
    holderLooks += 1
    if holderLooks >= policy.holderLooksMax { return .stop(.refused(.busy)) }
    return .jump(.read)
  }

  /// Goes on from a record that has changed since, or that may have been written after all.
  private mutating func take(
    _ found: SessionDocument, _ revision: Int64, for step: SessionStep
  ) -> Verdict {
    let seen = document?.runtime
    let state = document?.workspace.state
    document = found
    self.revision = revision
    if isDone(step, in: found, nonce: seen?.nonce) { return wrote(step) }
    guard found.intent?.holder == me else { return .stop(.unconfirmed(.overtaken)) }
    // What was seen of the world since the last write is still to be written.
    if document?.runtime.nonce == seen?.nonce {
      document?.runtime.pane = seen?.pane
      document?.runtime.server = seen?.server
    }
    if let state, step == .settle { document?.workspace.state = state }
    if step == .withdraw, found.runtime.agent != nil {
      isWithdrawing = nil
      return .next
    }
    return .again(after: .zero, atMost: policy.storeTriesMax)
  }

  /// Whether the record is as the step would leave it, because the write was done unanswered.
  private func isDone(_ step: SessionStep, in found: SessionDocument, nonce: UInt64?) -> Bool {
    switch step {
    case .renew: found.runtime.nonce == self.nonce
    case .withdraw, .fence: found.intent?.kind == intent.undo && found.intent?.holder == me
    case .complete: found.intent == nil && !found.isOver && found.runtime.nonce == nonce
    case .settle: found.intent == nil
    default: false
    }
  }

  private mutating func wrote(_ step: SessionStep) -> Verdict {
    switch step {
    case .claim:
      if request.verb != .recover { return .next }
      return intent.startsAgent ? .jump(.observeRuntime) : .jump(.closeRuntime)
    case .withdraw:
      intent = intent.undo
      isFenced = true
      guard let failure = isWithdrawing else { return .next }
      return .undo(.failed(failure))
    case .fence:
      intent = intent.undo
      isFenced = true
      return .next
    case .complete: return .stop(.started)
    default: return .next
    }
  }

  // MARK: - What all steps share

  /// What a failing store means.
  func retry(_ failure: StoreFailure) -> Verdict {
    switch failure {
    case .busy: .again(after: policy.busyPause, atMost: policy.storeTriesMax)
    case .full, .inputOutput: .again(after: policy.retryPause, atMost: policy.triesMax)
    case .corrupt, .misuse, .newerFormat: .stop(.unconfirmed(.store))
    }
  }

  /// An answer that does not belong to the question: the step is tried again, as after any failure.
  func unexpected(_ step: SessionStep, _ outcome: Outcome) -> Verdict {
    .again(after: policy.retryPause, atMost: policy.triesMax)
  }
}
