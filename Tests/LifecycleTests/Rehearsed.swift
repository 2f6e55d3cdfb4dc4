import TestSupport

@testable import Lifecycle

/// A session under test: its state, and the rules it is folded by.
struct Rehearsed {
  var state: LifecycleState
  let reducer: Reducer

  /// A session that nobody knows.
  init(rules: Rules = Rules()) {
    state = LifecycleState()
    reducer = Reducer(rules: rules)
  }

  /// A session with this record.
  init(_ record: LifecycleRecord, rules: Rules = Rules()) {
    state = LifecycleState(record: record)
    reducer = Reducer(rules: rules)
  }

  /// A session that works, with its runtime alive since `at`.
  static func working(at: Int = 0, rules: Rules = Rules()) -> Rehearsed {
    var session = Rehearsed(rules: rules)
    session.take(at, .spawnInitiated)
    session.take(at, .spawnCompleted(Handles(runtimeHandle: "%1")))
    session.take(at, .activitySignalled(ActivitySignal(activity: .active, source: .hook)))
    return session
  }

  @discardableResult
  mutating func take(_ at: Int, _ kind: Event.Kind) -> Step {
    reducer.reduce(&state, Event(at: at, kind))
  }

  @discardableResult
  mutating func read(
    _ at: Int, _ runtime: Reading, _ process: Reading, generation: Int? = nil
  ) -> Step {
    take(
      at,
      .runtimeObserved(
        RuntimeObservation(runtime: runtime, process: process, generation: generation)))
  }

  @discardableResult
  mutating func see(_ at: Int, _ activity: ActivityState) -> Step {
    take(at, .activitySignalled(ActivitySignal(activity: activity, source: .native)))
  }

  @discardableResult
  mutating func find(_ at: Int, _ observation: SCMObservation) -> Step {
    take(at, .scmObserved(observation))
  }

  var status: String { state.record?.status.text ?? "-" }
  var session: String { state.record?.session.short ?? "-" }
  var quarantine: Quarantine? { state.record?.quarantine }
}

extension SessionAxis {
  /// State and reason, as the tables write them.
  var short: String { reason == .unspecified ? state.text : "\(state.word)/\(reason.word)" }

  /// The axis that a table writes so.
  init(short: String) {
    let parts = short.split(separator: "/").map(String.init)
    self.init(.named(parts[0]), .named(parts.count > 1 ? parts[1] : "-"))
  }
}

extension PullRequestAxis {
  /// The axis that a table writes so.
  init(short: String) {
    let parts = short.split(separator: "/").map(String.init)
    self.init(.named(parts[0]), .named(parts[1]))
  }
}

extension LifecycleRecord {
  /// A record with these axes, in doubt or not as the session axis says.
  static func with(
    _ session: SessionAxis, _ pullRequest: PullRequestAxis = .init(.absent, .notCreated)
  ) -> LifecycleRecord {
    var record = LifecycleRecord.seeded(revision: 1)
    record.session = session
    record.pullRequest = pullRequest
    if session.isInDoubt {
      record.quarantine = Quarantine(attempts: 1, startedAt: 0, deadReadings: 0, evidence: nil)
    }
    return record
  }
}

extension Step {
  /// The effects in short: `send ci-failed+log`, `notify agent-stuck`, `escalate ci-failed`.
  var short: String {
    effects.map { effect in
      switch effect {
      case .send(let delivery): "send \(delivery.reaction.word)\(delivery.withLog ? "+log" : "")"
      case .notify(let notice):
        "\(notice.isEscalation ? "escalate" : "notify") \(notice.reaction.word)"
      }
    }.joined(separator: ", ")
  }
}
