/// The lifecycle of a session as a pure function: a fact in, a new record and effects out.
///
/// It observes nothing itself: no clock, no I/O, no randomness. Each event is first decided on, by
/// a function that writes nothing, and then acted on. It is total: no event, in no state, with no
/// time, traps.
public struct Reducer: Sendable {
  /// The numbers and corrections that it decides by.
  public var rules: Rules

  /// A reducer with its rules.
  public init(rules: Rules = Rules()) { self.rules = rules }

  /// Folds one event into a state.
  public func reduce(_ state: inout LifecycleState, _ event: Event) -> Step {
    switch event.kind {
    case .spawnInitiated:
      return spawn(&state)
    case .spawnCompleted(let handles):
      return completeSpawn(&state, handles, at: event.at)
    case .runtimeObserved(let observation):
      return observe(&state, observation, at: event.at)
    case .activitySignalled(let signal):
      return observe(&state, signal, at: event.at)
    case .scmObserved(let observation):
      return observe(&state, observation, at: event.at)
    case .killRequested(let reason):
      return kill(&state, reason)
    case .escalationTick:
      return escalate(&state, at: event.at)
    }
  }

  private func spawn(_ state: inout LifecycleState) -> Step {
    let decision = SpawnDecision.on(state.record)
    if case .refused = decision { return .unchanged(.spawn(decision)) }
    if case .restored = decision { state.isBetweenGenerations = true }
    state.trackers = Trackers()
    state.record = .seeded(revision: (state.record?.revision ?? 0).incremented)
    return Step(decision: .spawn(decision), changed: true, effects: [])
  }

  private func completeSpawn(_ state: inout LifecycleState, _ handles: Handles, at: Int) -> Step {
    guard let before = state.record else { return .unchanged(.runtimeOfUnknownSession) }
    state.generation = state.generation.incremented
    state.isBetweenGenerations = false
    state.handles = handles
    var record = before
    record.runtime = RuntimeAxis(.alive, .processRunning)
    let decision = Decision.runtimeCreated(generation: state.generation)
    return commit(record, over: before, decision, in: &state, at: at)
  }

  private func observe(
    _ state: inout LifecycleState, _ observation: RuntimeObservation, at: Int
  ) -> Step {
    guard let before = state.record else { return .unchanged(.ignored(.unknownSession)) }
    if let stale = stale(observation.generation, in: state) { return .unchanged(stale) }
    let decision = LivenessDecision.on(observation, of: before, at: at, rules: rules)
    var record = before
    decision.apply(to: &record, corrections: rules.corrections)
    return commit(record, over: before, .liveness(decision), in: &state, at: at)
  }

  private func observe(_ state: inout LifecycleState, _ signal: ActivitySignal, at: Int) -> Step {
    guard let before = state.record else { return .unchanged(.ignored(.unknownSession)) }
    if let stale = stale(signal.generation, in: state) { return .unchanged(stale) }
    guard signal.confidence == .valid else {
      return .unchanged(.ignored(.untrusted(signal.confidence)))
    }
    let decision = ActivityDecision.on(signal, of: before)
    var record = before
    decision.apply(to: &record, at: at)
    return commit(record, over: before, .activity(decision), in: &state, at: at)
  }

  private func observe(
    _ state: inout LifecycleState, _ observation: SCMObservation, at: Int
  ) -> Step {
    guard let before = state.record else { return .unchanged(.ignored(.unknownSession)) }
    if let stale = stale(observation.generation, in: state) { return .unchanged(stale) }
    guard observation.fetched else { return .unchanged(.ignored(.notFetched)) }
    guard observation.state != .absent else { return .unchanged(.ignored(.noPullRequest)) }
    let decision = PullRequestDecision.on(observation, of: before)
    var record = before
    decision.apply(observation, to: &record, corrections: rules.corrections)
    let hasLog = !observation.ciFailureLogTail.isEmpty
    return commit(
      record, over: before, .pullRequest(decision), in: &state, at: at, withLog: hasLog)
  }

  private func kill(_ state: inout LifecycleState, _ reason: KillReason) -> Step {
    guard let before = state.record else { return .unchanged(.ignored(.unknownSession)) }
    state.trackers = Trackers()
    var record = before
    record.session = reason.session
    record.runtime = reason.runtime
    record.quarantine = nil
    let changed = record != before
    if changed {
      record.revision = before.revision.incremented
      state.record = record
    }
    return Step(decision: .killed(reason), changed: changed, effects: [])
  }

  /// What becomes of an observation of a generation that is over.
  private func stale(_ generation: Int?, in state: LifecycleState) -> Decision? {
    guard let generation, rules.corrections.contains(.c4) else { return nil }
    let oldest = state.oldestGeneration
    return generation < oldest ? .ignored(.olderGeneration(generation, than: oldest)) : nil
  }

  /// Writes a record that may have changed, and runs what it has come to call for.
  private func commit(
    _ record: consuming LifecycleRecord, over before: LifecycleRecord, _ decision: Decision,
    in state: inout LifecycleState, at: Int, withLog: Bool = false
  ) -> Step {
    if record == before { return .unchanged(decision) }
    record.revision = before.revision.incremented
    let effect = state.react(to: record, before: before.reaction, at: at, withLog: withLog)
    state.record = record
    return Step(decision: decision, changed: true, effects: effect.map { [$0] } ?? [])
  }
}

extension Step {
  /// A step that left the record as it was.
  fileprivate static func unchanged(_ decision: Decision) -> Step {
    Step(decision: decision, changed: false, effects: [])
  }
}
