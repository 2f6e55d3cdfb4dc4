import Operations

// The table by which a session is classified. It is total, and what is unknown comes first: nothing
// is concluded from a look that failed, from a single miss, or from two looks that differ.

extension RetentionEvidence {
  /// What the session is, and why.
  public var decision: RetentionDecision {
    switch (first, second) {
    case (.failed, _), (_, .failed): return unknown(.snapshotFailed)
    case (.absent, .seen), (.seen, .absent): return unknown(.firstMiss)
    case (.absent, .absent): break
    case (.seen(let before), .seen(let now)):
      guard before == now else { return unknown(.snapshotsDiffer) }
    }
    let facts: RetentionFacts
    switch (record, second) {
    case (.unreadable, _): return unknown(.recordUnreadable)
    case (.none, .seen): return foreign(.noRecord)
    case (.none, _): return unknown(.notSeen)
    case (.known(let known), _): facts = known
    }
    if case .seen(let session) = second { return decide(on: facts, session) }
    return decideOnAbsence(of: facts)
  }

  private func unknown(_ reason: RetentionReason) -> RetentionDecision { .init(.unknown, reason) }
  private func foreign(_ reason: RetentionReason) -> RetentionDecision { .init(.foreign, reason) }

  // MARK: - It is there

  private func decide(on facts: RetentionFacts, _ session: SeenSession) -> RetentionDecision {
    if let stranger = strangeness(of: session, to: facts) { return stranger }
    if facts.isBusy { return .init(.active, .busy) }
    if agent == .unread || runner == .unread { return unknown(.processUnread) }
    switch facts.work {
    case .underWay: return decideOnWork(facts, session)
    case .failed:
      return agent == .alive ? unknown(.paneContradicts) : .init(.stale, .endedBadly)
    case .complete: return decideOnKeeping(facts, session)
    }
  }

  /// What speaks against its being the session that the record means.
  private func strangeness(
    of session: SeenSession, to facts: RetentionFacts
  ) -> RetentionDecision? {
    guard let place = facts.place else {
      // Started a moment ago, or by somebody who died; its marks alone prove nothing.
      return facts.isBusy ? .init(.active, .busy) : unknown(.placeUnrecorded)
    }
    if !session.place.isSameServer(as: place) { return foreign(.otherServer) }
    if session.place.session != place.session { return foreign(.otherSession) }
    if session.owner.isEmpty || session.generation.isEmpty {
      // The one who starts it has not come to marking it yet.
      return facts.isBusy ? .init(.active, .busy) : foreign(.noMark)
    }
    if session.owner != facts.owner { return foreign(.otherOwner) }
    if session.generation != facts.generation, !facts.isBusy { return foreign(.otherGeneration) }
    return session.name == facts.name ? nil : unknown(.renamed)
  }

  private func decideOnWork(
    _ facts: RetentionFacts, _ session: SeenSession
  ) -> RetentionDecision {
    switch agent {
    case .alive where !session.hasLivePane: return unknown(.paneContradicts)
    case .alive: return runner == .dead ? .init(.stale, .runnerGone) : .init(.active, .atWork)
    case .dead, .none, .unread:
      // The runner writes down how its agent has ended; until it has, nothing is concluded.
      if runner == .alive, session.hasLivePane { return unknown(.endingUnread) }
      return .init(.stale, .agentGone)
    }
  }

  private func decideOnKeeping(
    _ facts: RetentionFacts, _ session: SeenSession
  ) -> RetentionDecision {
    if agent == .alive, facts.isAgentActive { return .init(.active, .atWork) }
    let mark = RetentionMark(session.state)
    switch mark {
    case .closing, .unreadable: return unknown(.markUnreadable)
    // Its first mark is from its start; after it was marked as completed, somebody wrote it anew.
    case .active where facts.retention != nil: return .init(.active, .reactivated)
    case .absent, .active, .exited, .completed: break
    }
    if session.attached > 0 { return .init(.completedRetained, .attached) }
    guard let retention = facts.retention, mark == .completed else {
      return .init(.completedRetained, .notMarked)
    }
    guard let now else { return unknown(.clockUnread) }
    return now < retention.retainUntil
      ? .init(.completedRetained, .windowOpen) : .init(.safeToClose, .windowOver)
  }

  // MARK: - It is not there

  private func decideOnAbsence(of facts: RetentionFacts) -> RetentionDecision {
    if facts.isBusy { return .init(.active, .busy) }
    if facts.retention?.closedAt != nil { return .init(.gone, .closed) }
    guard facts.place != nil else { return unknown(.placeUnrecorded) }
    if first != .absent(.same) || second != .absent(.same) {
      // Another server, or none: the one that had it may live on where nobody reaches it.
      switch server {
      case .alive: return unknown(.serverUnreachable)
      case .unread, .none: return unknown(.serverUnread)
      case .dead: break
      }
    }
    if agent == .unread { return unknown(.processUnread) }
    return facts.work == .underWay ? .init(.stale, .sessionGone) : .init(.gone, .nothingLeft)
  }
}
