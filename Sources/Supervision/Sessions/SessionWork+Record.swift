import Lifecycle
import Operations

// Reading the record, agreeing on who does what, and writing it.
//
// A write that was refused because the record has changed, or that was not answered, is followed by
// a read: what stands there then says whether it was done, and whether it is still to be done.

extension SessionWork {
  typealias Verdict = Judgement<SessionStep, SessionResult>

  // MARK: - Deciding

  mutating func judgeRead(_ outcome: Outcome, _ emit: inout Emitter) -> Verdict {
    switch outcome {
    case .store(.absent):
      document = nil
      revision = 0
      switch request.verb {
      case .spawn:
        return request.isCompleteForSpawn ? .next : .stop(.refused(.incomplete))
      case .recover: return .stop(.nothingToDo)
      case .restore, .kill, .cleanup, .send, .get, .list: return .stop(.refused(.unknown))
      }
    case .store(.record(let record)):
      guard let found = SessionDocument(record.value, &emit) else {
        return .stop(.refused(.unreadable))
      }
      document = found
      revision = record.revision
      isNewTree = found.workspace.state == .planned
      return decide(on: found)
    case .store(.failed(let failure)): return retry(failure)
    case .limitPassed: return .again(after: policy.retryPause, atMost: policy.triesMax)
    default: return unexpected(.read, outcome)
    }
  }

  /// Whether there is anything to be done with a session that has a record.
  private func decide(on document: SessionDocument) -> Verdict {
    if request.verb == .spawn, document.key != request.key { return .stop(.refused(.exists)) }
    if document.intent != nil { return .next }
    switch request.verb {
    case .spawn:
      // A run that never came to have an agent may be tried again under its key; one that did has
      // had its one session.
      return document.neverRan ? .next : .stop(.existing)
    case .restore: return document.isOver ? .next : .stop(.refused(.live))
    case .kill:
      if document.isOver { return .stop(.alreadyOver) }
      return document.namesItsPlaces ? .next : .stop(.refused(.handlesMissing))
    case .cleanup:
      if !document.isOver { return .stop(.refused(.live)) }
      return document.namesItsPlaces ? .next : .stop(.refused(.handlesMissing))
    case .recover, .send, .get, .list: return .stop(.nothingToDo)
    }
  }

  // MARK: - Who has begun something

  func holderRequest() -> StepRequest? {
    guard let holder = document?.intent?.holder, holder != me else { return nil }
    return StepRequest(.process(.identify(holder)), limit: policy.processLimit)
  }

  mutating func judgeHolder(_ outcome: Outcome) -> Verdict {
    switch outcome {
    case .process(.failed(.noSuchProcess)), .process(.other), .process(.same(.zombie)):
      guard let intent = document?.intent else { return .next }
      if request.verb != .recover { return .stop(.abandoned) }
      return intent.takeovers < policy.takeoversMax ? .next : .stop(.refused(.givenUp))
    case .process(.same), .process(.failed), .limitPassed:
      // It lives, or it cannot be told; neither is a death.
      if request.verb == .recover || request.verb == .cleanup { return .stop(.refused(.busy)) }
      holderLooks += 1
      if holderLooks >= policy.holderLooksMax { return .stop(.refused(.busy)) }
      return .jump(.read, after: policy.holderPause)
    default: return unexpected(.checkHolder, outcome)
    }
  }

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
    return StepRequest(
      .store(.put(key: request.id, value: value, expected: revision)), limit: policy.storeLimit)
  }

  /// Whether the record still names a runtime that came before.
  var needsRenewal: Bool { !isFenced && document?.runtime.nonce != nonce }

  /// The record as the step leaves it.
  private mutating func draft(for step: SessionStep, _ emit: inout Emitter) -> SessionDocument {
    guard var next = document else {
      precondition(step == .claim && request.verb == .spawn, "no record to write: \(self)")
      return firstDraft(&emit)
    }
    switch step {
    case .claim:
      let before = next.intent
      if request.verb == .recover, let before {
        let acknowledged = before.kind.startsAgent && next.runtime.agent != nil
        intent = acknowledged ? before.kind : before.kind.undo
      }
      let takeovers = before.map { $0.takeovers + (request.verb == .recover ? 1 : 0) } ?? 0
      next.intent = Intent(intent, by: me, takeovers: takeovers)
    case .renew:
      next.runtime = SessionRuntime(
        nonce: nonce, socket: policy.socket, name: name(request.id, &emit))
      next.retention = nil
      if next.workspace.state == .removed {
        next.workspace = workspace(next.workspace.repository, next.workspace.base, &emit)
        isNewTree = true
      }
      next.apply(Event(at: at, .spawnInitiated), by: reducer)
    case .withdraw, .fence:
      next.intent = Intent(intent.undo, by: me, takeovers: next.intent?.takeovers ?? 0)
    case .complete:
      next.runtime.pane = document?.runtime.pane
      next.runtime.server = document?.runtime.server
      next.workspace.state = .made
      next.apply(Event(at: at, .spawnCompleted(next.handles(emit.texts))), by: reducer)
      next.intent = nil
    case .settle:
      if !next.isOver, let reason = killReason {
        next.apply(Event(at: at, .killRequested(reason)), by: reducer)
      }
      if intent == .undoRestore, next.workspace.state == .made { next.workspace.state = .kept }
      next.intent = nil
    default: preconditionFailure("\(step) writes nothing: \(self)")
    }
    return next
  }

  private var killReason: KillReason? {
    switch intent {
    case .spawn, .restore, .undoSpawn, .undoRestore: .error
    case .kill: .manual
    case .cleanup: nil
    }
  }

  private mutating func firstDraft(_ emit: inout Emitter) -> SessionDocument {
    var draft = SessionDocument(
      id: request.id, key: request.key, agent: request.agent, prompt: request.prompt,
      runtime: SessionRuntime(
        nonce: nonce, socket: policy.socket, name: name(request.id, &emit)),
      workspace: workspace(request.repository, request.base, &emit))
    draft.apply(Event(at: at, .spawnInitiated), by: reducer)
    draft.intent = Intent(.spawn, by: me)
    isNewTree = true
    return draft
  }

  private func name(_ id: Text, _ emit: inout Emitter) -> Text {
    emit.text { builder, texts in
      builder.add(id, from: texts)
      builder.add("-")
      builder.add(hexadecimal: nonce)
    }
  }

  private func workspace(_ repository: Text, _ base: Text, _ emit: inout Emitter) -> Workspace {
    let name = name(request.id, &emit)
    let path = emit.text { builder, texts in
      builder.add(policy.worktrees, from: texts)
      builder.add("/")
      builder.add(name, from: texts)
    }
    let branch = emit.text { builder, texts in
      builder.add("session/")
      builder.add(name, from: texts)
    }
    return Workspace(repository: repository, path: path, branch: branch, base: base)
  }

  // MARK: - What came of a write

  mutating func judgeWrite(
    _ step: SessionStep, _ outcome: Outcome, _ emit: inout Emitter
  ) -> Verdict {
    switch outcome {
    case .store(.written(let written)):
      document = draft(for: step, &emit)
      revision = written
      return wrote(step)
    case .store(.conflict), .limitPassed:
      isStale = true
      if step == .claim { return reread() }
      return .again(after: .zero, atMost: policy.storeTriesMax)
    case .store(.record(let record)) where isStale:
      isStale = false
      guard let found = SessionDocument(record.value, &emit) else {
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

extension SessionRequest {
  /// Whether a spawn says all that it needs to.
  fileprivate var isCompleteForSpawn: Bool {
    !id.isEmpty && !key.isEmpty && !agent.isEmpty && !repository.isEmpty && !base.isEmpty
  }
}

extension SessionDocument {
  /// Whether it is over without ever having had an agent.
  var neverRan: Bool {
    isOver && runtime.agent == nil && lifecycle.record?.session.reason == .errorInProcess
  }

  /// Whether it says where the session is, so that what is torn down is proven to be its own.
  var namesItsPlaces: Bool {
    runtime.nonce != 0 && !runtime.name.isEmpty && !runtime.socket.isEmpty
      && !workspace.path.isEmpty && !workspace.branch.isEmpty && !workspace.repository.isEmpty
  }

  /// The handles as the lifecycle keeps them.
  func handles(_ texts: borrowing Texts) -> Handles {
    Handles(
      workspacePath: texts.string(workspace.path), branch: texts.string(workspace.branch),
      runtimeHandle: texts.string(runtime.name), runtimeName: "tmux")
  }
}
