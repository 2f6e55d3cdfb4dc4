import Lifecycle
import Operations

// Marking a session as completed, saving its text, and writing the record.

extension RetentionWork {
  // MARK: - The mark and the text

  mutating func keepRequest(for step: RetentionStep, _ emit: inout Emitter) -> StepRequest? {
    guard let runtime = document?.runtime, decision?.kind != .gone else { return nil }
    switch step {
    case .mark:
      guard decision?.reason == .notMarked else { return nil }
      return StepRequest(
        .tmux(
          .setOption(
            .session, .exact(runtime.name), name: emit.texts.text("@state"),
            value: emit.texts.text("completed")), socket: runtime.socket),
        limit: policy.sessions.tmuxLimit)
    case .capture:
      guard let pane = panes.first else { return nil }
      return StepRequest(
        .tmux(.capturePane(.pane(pane)), socket: runtime.socket),
        limit: policy.sessions.tmuxLimit)
    case .makeFolder:
      return StepRequest(.file(.makeDirectories(policy.logs)), limit: policy.fileLimit)
    case .save:
      let content = emit.text { builder, texts in
        for screen in screens {
          builder.add(screen, from: texts)
          builder.add("\n")
        }
      }
      return StepRequest(
        .file(.replace(log(&emit), content: content)), limit: policy.fileLimit)
    default: preconditionFailure("\(step) keeps nothing: \(self)")
    }
  }

  mutating func judgeKeeping(_ step: RetentionStep, _ outcome: Outcome) -> Verdict {
    switch (step, outcome) {
    case (.mark, .tmux(.done)):
      return mayKill || document?.retention == nil ? .next : .stop(.marked)
    case (.makeFolder, .file(.done)), (.save, .file(.done)):
      return .next
    case (.capture, .tmux(.text(let screen))):
      screens.append(screen)
      panes.removeFirst()
      return panes.isEmpty ? .next : .again(after: .zero, atMost: policy.panesMax + 1)
    case (.mark, .tmux(.failed(let failure))), (.capture, .tmux(.failed(let failure))):
      switch failure.reason {
      // What was judged is not there any more: it is judged anew.
      case .noSessionForOption, .noSuchSession, .noSuchPane, .noServer, .noSocket:
        return .jump(.read, after: policy.sessions.retryPause)
      default: return again
      }
    // A failed write leaves a file that names nothing yet; a late one saves the same text.
    case (.makeFolder, .file), (.save, .file), (_, .limitPassed): return again
    default: return again
    }
  }

  /// The file of this runtime; its nonce is in the name.
  private func log(_ emit: inout Emitter) -> Text {
    emit.text { builder, texts in
      builder.add(policy.logs, from: texts)
      builder.add("/")
      builder.add(document?.runtime.name ?? .empty, from: texts)
      builder.add(".log")
    }
  }

  // MARK: - The record

  mutating func writeRequest(for step: RetentionStep, _ emit: inout Emitter) -> StepRequest? {
    if step == .recordCompletion, document?.retention != nil || decision?.kind == .gone {
      return nil
    }
    if step == .claim, decision?.kind == .gone { return nil }
    if isStale { return StepRequest(.store(.get(key: id)), limit: policy.sessions.storeLimit) }
    guard let value = draft(for: step, &emit)?.encoded(&emit) else { return nil }
    return StepRequest(
      .store(.put(key: id, value: value, expected: revision)),
      limit: policy.sessions.storeLimit)
  }

  /// The record as the step leaves it.
  private mutating func draft(
    for step: RetentionStep, _ emit: inout Emitter
  ) -> SessionDocument? {
    guard var next = document, let now = evidence.now else { return nil }
    switch step {
    case .recordCompletion:
      let retainFor = Int(policy.retainFor.nanoseconds / 1_000_000)
      next.retention = RetentionRecord(
        completedAt: now, retainUntil: now.addingReportingOverflow(retainFor).partialValue)
    case .claim:
      next.retention?.closing = me
      next.retention?.log = log(&emit)
    case .settle:
      next.retention?.closing = nil
      next.retention?.closedAt = now
      if !next.isOver {
        next.apply(
          Event(at: now, .killRequested(.cleanup)), by: Reducer(rules: policy.sessions.rules))
        // It is over now, and its worktree is left where it is.
        if next.workspace.state == .made { next.workspace.state = .kept }
      }
    case .release:
      next.retention?.closing = nil
    default: preconditionFailure("\(step) writes nothing: \(self)")
    }
    return next
  }

  mutating func judgeWrite(
    _ step: RetentionStep, _ outcome: Outcome, _ emit: inout Emitter
  ) -> Verdict {
    switch outcome {
    case .store(.written(let written)):
      document = draft(for: step, &emit)
      revision = written
      return wrote(step)
    case .store(.conflict), .limitPassed:
      // Before the kill, whatever has changed is judged; after it, the record only has to say so.
      switch step {
      case .recordCompletion, .claim:
        return .jump(.read, after: policy.sessions.busyPause)
      default:
        isStale = true
        return .again(
          after: policy.sessions.busyPause, atMost: policy.sessions.storeTriesMax)
      }
    case .store(.record(let record)) where isStale:
      return take(record, for: step, &emit)
    case .store(.absent) where isStale:
      return .stop(.unconfirmed(.store))
    case .store(.failed(let failure)): return retry(failure)
    default: return again
    }
  }

  /// Goes on from a record that has changed since, or that may have been written after all.
  private mutating func take(
    _ record: StoredRecord, for step: RetentionStep, _ emit: inout Emitter
  ) -> Verdict {
    isStale = false
    let nonce = document?.runtime.nonce
    guard let found = SessionDocument(record.value, &emit) else {
      return .stop(.refused(.unreadable))
    }
    let isSame = found.runtime.nonce == nonce && found.retention != nil
    document = found
    revision = record.revision
    // It has a new runtime, whose record says nothing of the old one; or it is done already.
    if !isSame { return wrote(step) }
    if step == .settle, found.retention?.closedAt != nil { return wrote(step) }
    if step == .release, found.retention?.closing != me { return wrote(step) }
    return .again(after: .zero, atMost: policy.sessions.storeTriesMax)
  }

  private func wrote(_ step: RetentionStep) -> Verdict {
    switch step {
    case .recordCompletion: mayKill ? .next : .stop(.marked)
    case .settle: .stop(.closed)
    case .release: .stop(.refused(refusal ?? .changed))
    default: .next
    }
  }
}
