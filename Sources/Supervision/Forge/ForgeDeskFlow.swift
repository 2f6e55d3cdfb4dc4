import Operations

/// The small orders: questions to a person, and drafts.
///
/// All of them do the same when they are done twice; what was lost is looked up, then done again.
struct ForgeDeskFlow: Hashable, Sendable, ForgeFlow {
  let policy: ForgePolicy
  let order: ForgeOrder
  var calls: ForgeCalls
  private var session: ForgeSession
  private var step = Step.idle
  private var read = ForgeRecordRead()
  private var retryCount: Int32 = 0
  private var trouble: ForgeTrouble?

  enum Step: UInt8, Hashable, Sendable {
    case idle, read, ask, check, pause
  }

  /// Takes `approvals`, `answer`, `saveDraft` or `getDraft`.
  init(_ order: ForgeOrder, me: ProcessIdentity, _ policy: ForgePolicy, _ calls: ForgeCalls) {
    self.order = order
    self.policy = policy
    self.calls = calls
    session = ForgeSession(key: .empty, project: 0, title: .empty, base: .empty, claimer: me)
  }

  mutating func begin(_ emit: inout Emitter) {
    switch order {
    case .saveDraft(let key, _), .getDraft(let key):
      step = .read
      read.begin(key, &calls, policy, &emit)
    default:
      _ = ask(&emit)
    }
  }

  mutating func handle(_ outcome: Outcome, _ emit: inout Emitter) -> ForgeResult? {
    switch step {
    case .read:
      switch read.handle(outcome, &calls, policy, &emit) {
      case .session(let session):
        guard session.phase == .created else { return .refused(.notCreated) }
        self.session = session
        return ask(&emit)
      case .failed(let obstacle): return .refused(obstacle)
      case nil: return nil
      }
    case .ask: return answered(outcome, &emit)
    case .check: return checked(outcome, &emit)
    case .pause:
      expectFired(outcome)
      return trouble == nil ? ask(&emit) : check(&emit)
    case .idle:
      preconditionFailure("\(outcome) for an order that was not begun: \(self)")
    }
  }

  private var request: ForgeRequest {
    switch order {
    case .answer(let id, let approve): .answerApproval(id, approve: approve)
    case .saveDraft(_, let text): .saveDraft(attempt: session.attempt, text)
    case .getDraft: .getDraft(attempt: session.attempt)
    case .approvals: .listApprovals
    default: preconditionFailure("no small order: \(self)")
    }
  }

  private mutating func ask(_ emit: inout Emitter) -> ForgeResult? {
    step = .ask
    trouble = nil
    calls.ask(.forge(request), limit: policy.readLimit, &emit)
    return nil
  }

  private mutating func answered(_ outcome: Outcome, _ emit: inout Emitter) -> ForgeResult? {
    switch (order, outcome) {
    case (.approvals, .forge(.listing)):
      return .approvals(approvals(emit.rows))
    case (.answer, .forge(.done)), (.saveDraft, .forge(.done)):
      return .done
    case (.answer, .forge(.failed(.status(404)))):
      return .refused(.notPending)
    case (.getDraft, .forge(.text(let text))):
      return .text(text)
    default:
      let trouble = ForgeTrouble(outcome)
      guard retryCount < policy.requestCountMax else {
        return isReading ? .refused(.forge(trouble)) : .unresolved(.forge(trouble))
      }
      self.trouble = isReading ? nil : trouble
      return pause(&emit)
    }
  }

  private var isReading: Bool {
    switch order {
    case .approvals, .getDraft: true
    default: false
    }
  }

  private mutating func pause(_ emit: inout Emitter) -> ForgeResult? {
    step = .pause
    calls.ask(.timer(policy.lookPause(after: retryCount)), &emit)
    retryCount += 1
    return nil
  }

  /// Looks what became of something whose answer was lost.
  private mutating func check(_ emit: inout Emitter) -> ForgeResult? {
    step = .check
    if case .answer = order {
      calls.ask(.forge(.listApprovals), limit: policy.readLimit, &emit)
    } else {
      calls.ask(.forge(.getDraft(attempt: session.attempt)), limit: policy.readLimit, &emit)
    }
    return nil
  }

  private mutating func checked(_ outcome: Outcome, _ emit: inout Emitter) -> ForgeResult? {
    switch (order, outcome) {
    case (.answer(let id, _), .forge(.listing)):
      // It is not there any more: answered, by whomever, or run out.
      guard approvals(emit.rows).contains(where: { $0.id == id }) else {
        return .unresolved(.notPending)
      }
      return ask(&emit)
    case (.saveDraft(_, let text), .forge(.text(let found))):
      return found == text ? .done : ask(&emit)
    default:
      guard retryCount < policy.requestCountMax else {
        return .unresolved(.forge(ForgeTrouble(outcome)))
      }
      return pause(&emit)
    }
  }

  private func approvals(_ rows: [Row]) -> [ForgeApproval] {
    rows.compactMap { row in
      if case .forgeApproval(let approval) = row { approval } else { nil }
    }
  }

  func fold(into digest: inout Digest) {
    calls.fold(into: &digest)
    session.fold(into: &digest)
    read.fold(into: &digest)
    digest.fold(UInt32(step.rawValue), UInt32(bitPattern: retryCount))
    digest.fold(trouble == nil ? 0 : 1, 0)
    trouble?.fold(into: &digest)
  }
}
