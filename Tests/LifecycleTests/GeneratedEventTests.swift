import TestSupport
import Testing

@testable import Lifecycle

/// Whatever happens, in whatever order and at whatever time, certain things hold.
@Suite("Generated events")
struct GeneratedEventTests {
  static let sessions = 1500
  static let eventsPerSession = 80

  @Test("What must hold, holds after each of 120,000 events", arguments: [1, 2])
  func corrected(seed: UInt64) {
    run(seed: seed) { Rules() }
  }

  @Test("By the reference's rules the same holds, but for what C1, C2 and C4 correct")
  func reference() {
    run(seed: 3, except: [Law.quarantineInDoubt, Law.olderGeneration]) { .reference }
  }

  /// The laws that the reference breaks, by name.
  private enum Law {
    /// C1, C2: a stuck session forgets its quarantine, one whose pull request ended keeps it.
    static let quarantineInDoubt = "a quarantine is present exactly when in doubt"
    /// C4: it believes answers about a runtime that has been replaced.
    static let olderGeneration = "an older generation changes nothing"
  }

  @Test("Absurd rules trap as little as absurd times")
  func absurdRules() {
    var random = SplitMix64(seed: 4)
    let limits = [Int.min, -1, 0, 1, 3, .max]
    run(seed: 5) {
      Rules(
        recentActivityMsMax: random.pick(limits), attemptsMax: random.pick(limits),
        doubtMsMax: random.pick(limits), deadReadingsMax: random.pick(limits))
    }
  }

  private func run(seed: UInt64, except exceptions: Set<String> = [], rules: () -> Rules) {
    var random = SplitMix64(seed: seed)
    var seen = Set<DisplayStatus>()
    for session in 0..<Self.sessions {
      let reducer = Reducer(rules: rules())
      var state = Self.initial(&random)
      var at = 0
      for index in 0..<Self.eventsPerSession {
        let event = Self.event(&random, after: &at)
        let before = state
        var again = state
        let step = reducer.reduce(&state, event)
        let broken = Self.broken(before, event, step, state).filter { !exceptions.contains($0) }
        if reducer.reduce(&again, event) != step || again != state {
          Issue.record("the same event twice: \(event)")
        }
        if !broken.isEmpty {
          Issue.record("session \(session), event \(index), \(event): \(broken), \(before)")
          return
        }
        if let status = state.record?.status { seen.insert(status) }
        Self.deliver(step, &state, &random)
      }
    }
    // The generator has to get around; pr_merged, for one, is no reason that a reducer writes.
    #expect(seen.count >= DisplayStatus.allCases.count - 2, "only \(seen)")
  }

  /// Which of the things that must hold do not.
  private static func broken(
    _ before: LifecycleState, _ event: Event, _ step: Step, _ after: LifecycleState
  ) -> [String] {
    var broken: [String] = []
    func must(_ name: String, _ holds: Bool) { if !holds { broken.append(name) } }

    let revision = before.record?.revision ?? 0
    var body = after.record
    body?.revision = revision
    var bodyBefore = before.record
    bodyBefore?.revision = revision
    must("changed is said exactly when the record changed", step.changed == (body != bodyBefore))
    must(
      "the revision moves by one exactly when the record changed",
      (after.record?.revision ?? 0) == (step.changed ? revision.incremented : revision))

    if let old = before.record, let new = after.record, old.session.state.isTerminal {
      switch event.kind {
      case .spawnInitiated: break
      case .killRequested: must("a kill leaves it over", new.session.state.isTerminal)
      default:
        must("terminal stays terminal", new.session == old.session)
        must("the quarantine of a terminal session stays", new.quarantine == old.quarantine)
      }
    }
    must("a record is never forgotten", before.record == nil || after.record != nil)
    must("a refusal changes nothing", !step.rejected || (before == after && !step.changed))
    must("at most one effect", step.effects.count <= 1)
    for effect in step.effects {
      must("an effect is called for", after.stillCallsFor(effect))
      if case .killRequested = event.kind { must("a kill fires nothing", false) }
    }
    if let generation = event.generation, generation < before.oldestGeneration {
      must(Law.olderGeneration, before == after)
    }
    if let record = after.record {
      must(Law.quarantineInDoubt, (record.quarantine != nil) == record.session.isInDoubt)
      must("nothing else contradicts itself", after.contradiction == nil)
    }
    return broken
  }

  private static func deliver(
    _ step: Step, _ state: inout LifecycleState, _ random: inout SplitMix64
  ) {
    for case .send(let delivery) in step.effects where random.once(in: 3) {
      state.deliveryFailed(delivery)
    }
  }

  static func initial(_ random: inout SplitMix64) -> LifecycleState {
    if !random.once(in: 3) { return LifecycleState() }
    let state: SessionState = random.pick()
    let reason: SessionReason =
      state == .detecting ? random.pick([.runtimeLost, .probeFailure]) : random.pick()
    var record = LifecycleRecord.with(SessionAxis(state, reason))
    record.revision = random.pick([0, 1, Int.max])
    record.runtime = RuntimeAxis(random.pick(), random.pick())
    return LifecycleState(record: record)
  }

  static func event(_ random: inout SplitMix64, after at: inout Int) -> Event {
    let time: Int
    if random.once(in: 20) {
      time = random.pick([.min, .min + 1, -1, 0, .max - 1, .max])
    } else {
      at += random.pick([0, 1, 500, 1000, 5000, 30_000, 61_000, 300_000])
      time = at
    }
    var event = Event(at: time, Workload.kind(&random))
    if random.once(in: 4) {
      event.generation = random.pick([.min, -1, 0, 1, 2, 3, .max])
    }
    return event
  }
}

extension LifecycleState {
  /// What in the record cannot be true together, apart from the quarantine.
  fileprivate var contradiction: String? {
    guard var record else { return nil }
    let quarantine = Quarantine(attempts: 1, startedAt: 0, deadReadings: 0, evidence: nil)
    record.quarantine = record.session.isInDoubt ? quarantine : nil
    return record.contradiction
  }
}

extension Event {
  /// The generation that an observation is of.
  fileprivate var generation: Int? {
    get {
      switch kind {
      case .runtimeObserved(let observation): observation.generation
      case .activitySignalled(let signal): signal.generation
      case .scmObserved(let observation): observation.generation
      default: nil
      }
    }
    set {
      switch kind {
      case .runtimeObserved(var observation):
        observation.generation = newValue
        kind = .runtimeObserved(observation)
      case .activitySignalled(var signal):
        signal.generation = newValue
        kind = .activitySignalled(signal)
      case .scmObserved(var observation):
        observation.generation = newValue
        kind = .scmObserved(observation)
      default: break
      }
    }
  }
}
