extension LifecycleState {
  /// Runs the reaction that a changed record has come to call for.
  mutating func react(
    to record: LifecycleRecord, before: Reaction?, at: Int, withLog: Bool
  ) -> Effect? {
    let after = record.reaction
    trackers.settle(record, before: before, after: after)
    guard let after, after != before else { return nil }
    turn &+= 1
    switch after.plan {
    case .notify(let priority):
      return .notify(
        Notice(reaction: after, isEscalation: false, priority: priority, turn: turn))
    case .send(let retriesMax, let escalateAfterMs, _):
      var tracker = trackers[after] ?? Tracker()
      if tracker.escalated { return nil }
      tracker.count(turn: turn, at: at)
      let isExhausted = retriesMax.map { tracker.attempts > $0 } ?? false
      tracker.escalated = isExhausted || tracker.isOverdue(at: at, afterMs: escalateAfterMs)
      trackers[after] = tracker
      if tracker.escalated { return .escalation(of: after, turn: turn) }
      let hasLog = withLog && after == .ciFailed
      return .send(Delivery(reaction: after, withLog: hasLog, turn: turn))
    }
  }
}

extension Reducer {
  /// Fires every escalation whose time has come, in the order of the reactions' names.
  func escalate(_ state: inout LifecycleState, at: Int) -> Step {
    guard state.record != nil else {
      return Step(decision: .ignored(.unknownSession), changed: false, effects: [])
    }
    var effects: [Effect] = []
    for reaction in Trackers.escalatable {
      guard let tracker = state.trackers[reaction], !tracker.escalated else { continue }
      guard case .send(_, let limitMs, _) = reaction.plan else { continue }
      guard tracker.isOverdue(at: at, afterMs: limitMs) else { continue }
      state.trackers[reaction]?.escalated = true
      effects.append(.escalation(of: reaction, turn: state.turn))
    }
    return Step(decision: .escalated(count: effects.count), changed: false, effects: effects)
  }
}

extension Effect {
  /// The notice that sending was not enough.
  fileprivate static func escalation(of reaction: Reaction, turn: UInt64) -> Effect {
    .notify(Notice(reaction: reaction, isEscalation: true, priority: .urgent, turn: turn))
  }
}
