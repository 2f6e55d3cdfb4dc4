import Lifecycle
import Operations

// What a pass does: writes the records that have changed, hands over what they call for, and takes
// over what somebody who is gone has left half done.

extension Supervisor {
  // MARK: - Writing

  mutating func nextWrite(_ emit: inout Emitter) {
    while place < board.count, !board[place].isChanged { place += 1 }
    guard place < board.count else {
      place = 0
      return nextDelivery(&emit)
    }
    let entry = board[place]
    let value = entry.document.encoded(&emit)
    ask(
      .write, .store(.put(key: entry.document.id, value: value, expected: entry.revision)),
      policy.sessions.storeLimit, &emit)
  }

  mutating func takeWrite(_ outcome: Outcome, _ emit: inout Emitter) {
    if case .store(.written(let revision)) = outcome {
      board[place].revision = revision
      board[place].isChanged = false
      place += 1
    } else if case .store(.conflict(let current)) = outcome,
      !safeguards.contains(.revisionsChecked)
    {
      board[place].revision = current
    } else {
      // Somebody else has written it, the store could not, or nobody knows: what was concluded here
      // is forgotten, and the next pass looks again. What came by message does not come again.
      let entry = board.remove(at: place)
      signals = Array((entry.signals + signals).prefix(policy.signalsMax))
    }
    nextWrite(&emit)
  }

  // MARK: - Handing over

  mutating func nextDelivery(_ emit: inout Emitter) {
    while place < board.count {
      dropOvertaken()
      if let first = board[place].document.outbox.first { return deliver(first, &emit) }
      if board[place].isChanged { break }
      place += 1
      deliveries = 0
    }
    if place < board.count { return writeDelivered(&emit) }
    place = 0
    nextHolder(&emit)
  }

  /// Drops what the record does not call for any more.
  private mutating func dropOvertaken() {
    guard safeguards.contains(.effectsRevalidated) else { return }
    let lifecycle = board[place].document.lifecycle
    let outbox = board[place].document.outbox.filter { lifecycle.stillCallsFor($0.effect) }
    guard outbox != board[place].document.outbox else { return }
    board[place].document.outbox = outbox
    board[place].isChanged = true
  }

  private mutating func deliver(_ outgoing: Outgoing, _ emit: inout Emitter) {
    let document = board[place].document
    // The session is in the number, so that no two of them are taken for one.
    var number = document.id.fingerprint &+ UInt64(outgoing.number)
    if !safeguards.contains(.oneNumberPerEffect) { number &+= UInt64(deliveries) << 32 }
    let recipient: Recipient
    let message: Message
    switch outgoing.effect {
    case .notify(let notice):
      recipient = .person(policy.person)
      message = Message(
        topic: SessionTopic.notice, body: emit.texts.text(notice.event), number: number)
    case .send(let delivery):
      guard let runner = document.runtime.runner, document.runtime.ending == nil else {
        return handBack(outgoing, &emit)
      }
      recipient = .process(runner)
      message = Message(
        topic: SessionTopic.prompt, body: emit.texts.text(delivery.reaction.word), number: number)
    }
    ask(
      .deliver, .send(message, to: recipient), policy.sessions.processLimit, &emit)
  }

  mutating func takeDelivery(_ outcome: Outcome, _ emit: inout Emitter) {
    guard let first = board[place].document.outbox.first else {
      return nextDelivery(&emit)
    }
    // Nobody is there, the mailbox is full, or nobody knows: each may be otherwise the next time.
    guard outcome == .send(.delivered) else {
      deliveries += 1
      if deliveries < policy.deliveriesMax { return deliver(first, &emit) }
      return handBack(first, &emit)
    }
    deliveries = 0
    if case .send(let delivery) = first.effect, !safeguards.contains(.attemptsCounted) {
      board[place].document.lifecycle.deliveryFailed(delivery)
    }
    board[place].document.outbox.removeFirst()
    board[place].isChanged = true
    nextDelivery(&emit)
  }

  /// Gives an effect back that could not be handed over: what was sent to an agent does not count
  /// as an attempt then, and what a person is to be told is kept for the next pass.
  private mutating func handBack(_ outgoing: Outgoing, _ emit: inout Emitter) {
    deliveries = 0
    if case .send(let delivery) = outgoing.effect {
      board[place].document.lifecycle.deliveryFailed(delivery)
      board[place].document.outbox.removeFirst()
      board[place].isChanged = true
      return nextDelivery(&emit)
    }
    board[place].isChanged ? writeDelivered(&emit) : skip(&emit)
  }

  private mutating func skip(_ emit: inout Emitter) {
    place += 1
    nextDelivery(&emit)
  }

  /// Writes that effects were handed over; until then they are handed over again after a crash.
  private mutating func writeDelivered(_ emit: inout Emitter) {
    nextWrite(&emit)
  }

  // MARK: - Taking over

  mutating func nextHolder(_ emit: inout Emitter) {
    while place < board.count {
      if recovery == nil, let intent = board[place].document.intent,
        !givenUp.contains(board[place].document.id)
      {
        if intent.holder == me {
          // Its own attempt came to nothing; not every pass is a good time for the next one.
          if passCount % max(policy.passesPerRetry, 1) == 0 {
            begin(.recover, on: board[place].document.id, &emit)
          }
          place += 1
          continue
        }
        if !safeguards.contains(.holderProvenDead) {
          begin(.recover, on: board[place].document.id, &emit)
          place += 1
          continue
        }
        return ask(
          .holder, .process(.identify(intent.holder)), policy.sessions.processLimit, &emit)
      }
      if recovery == nil, !safeguards.contains(.restoresAreAsked), board[place].isLost {
        begin(.restore, on: board[place].document.id, &emit)
      }
      place += 1
    }
    place = 0
    nextRepository(&emit)
  }

  mutating func takeHolder(_ outcome: Outcome, _ emit: inout Emitter) {
    // One that lives, is stopped, or cannot be told of goes on holding it.
    if isGone(outcome) { begin(.recover, on: board[place].document.id, &emit) }
    place += 1
    nextHolder(&emit)
  }

  private mutating func begin(
    _ verb: SessionRequest.Verb, on session: Text, _ emit: inout Emitter
  ) {
    let request = SessionRequest(verb, id: session)
    var run = StepRun(
      SessionWork(request, by: me, policy: policy.sessions, sparesKept: true),
      firstTag: Self.recoveryTag)
    run.begin(&emit)
    recovery = run
  }

  // MARK: - What came late

  /// Looks for places of sessions that were ended and cleared away.
  ///
  /// A call that somebody made before he died, or before his patience ended, may have been carried
  /// out after everything was taken back. The names tell whose it is.
  mutating func nextRepository(_ emit: inout Emitter) {
    let isTime = policy.passesPerSweep > 0 && passCount % policy.passesPerSweep == 0
    while isTime, recovery == nil, place < board.count {
      let repository = board[place].document.workspace.repository
      let isFirst = !board[..<place].contains { $0.document.workspace.repository == repository }
      if isFirst, !repository.isEmpty {
        return ask(
          .worktrees, .git(.listWorktrees(repository: repository)), policy.sessions.gitLimit,
          &emit)
      }
      place += 1
    }
    board = []
    rest(&emit)
  }

  mutating func takeWorktrees(_ outcome: Outcome, _ emit: inout Emitter) {
    // When git could not say, there is nothing to be seen of it in this pass.
    var paths: [Text] = []
    if case .git(.listing) = outcome {
      for case .worktree(let facts) in emit.rows { paths.append(facts.path) }
    }
    let late = board.first { entry in
      let document = entry.document
      guard document.isOver, document.intent == nil, document.wasEnded else { return false }
      if document.workspace.state == .removed, paths.contains(document.workspace.path) {
        return true
      }
      guard case .listed(let panes) = view else { return false }
      return panes.contains { $0.sessionName == document.runtime.name }
    }
    if let late { begin(.cleanup, on: late.document.id, &emit) }
    place += 1
    nextRepository(&emit)
  }

  mutating func settleRecovery(_ emit: inout Emitter) {
    guard let run = recovery, let result = run.result else { return }
    if result == .refused(.givenUp) {
      let session = run.table.request.id
      givenUp.append(session)
      let message = Message(
        topic: SessionTopic.notice, body: emit.texts.text("session.given-up"),
        number: session.fingerprint)
      emit.perform(
        .send(message, to: .person(policy.person)), Self.noticeTag,
        limit: policy.sessions.processLimit)
    }
    recovery = nil
  }

  /// A person who was not reached is told again, by finding once more that it is to be given up.
  mutating func takeNotice(_ outcome: Outcome) {
    if outcome != .send(.delivered), !givenUp.isEmpty { givenUp.removeLast() }
  }

  /// Forgets those that are in order again, because somebody has seen to them.
  mutating func forgetGivenUp() {
    givenUp.removeAll { session in
      !board.contains {
        $0.document.id == session
          && ($0.document.intent?.takeovers ?? 0) >= policy.sessions.takeoversMax
      }
    }
  }
}
