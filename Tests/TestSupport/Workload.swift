import Lifecycle

/// Sequences of events as sessions really see them: one spawn, then mostly readings.
package struct Workload {
  /// The events of each session, in order.
  package let sessions: [[Event]]

  /// The workload that a seed stands for.
  package init(seed: UInt64, sessions: Int, eventsPerSession: Int) {
    var random = SplitMix64(seed: seed)
    self.sessions = (0..<sessions).map { _ in
      Self.session(events: eventsPerSession, &random)
    }
  }

  private static func session(events count: Int, _ random: inout SplitMix64) -> [Event] {
    var at = 61_000
    var events = [Event(at: 0, .spawnInitiated), Event(at: at, .spawnCompleted(handles))]
    while events.count < count {
      at += random.pick([1, 500, 1000, 5000, 30_000, 61_000, 300_000])
      events.append(Event(at: at, kind(&random)))
    }
    return events
  }

  /// What happens to a session, with the frequency that it does.
  package static func kind(_ random: inout SplitMix64) -> Event.Kind {
    switch random.below(100) {
    case 0..<6: .spawnInitiated
    case 6..<8: .spawnCompleted(handles)
    case 8..<50:
      .runtimeObserved(RuntimeObservation(runtime: random.pick(), process: random.pick()))
    case 50..<68:
      .activitySignalled(
        ActivitySignal(
          confidence: random.once(in: 2) ? .valid : random.pick(),
          activity: random.pick(from: 1), source: random.pick(from: 1)))
    case 68..<88: .scmObserved(scm(&random))
    case 88..<90: .killRequested(random.pick())
    default: .escalationTick
    }
  }

  private static func scm(_ random: inout SplitMix64) -> SCMObservation {
    let isFailing = random.once(in: 4)
    return SCMObservation(
      fetched: !random.once(in: 8), state: random.pick(), draft: random.once(in: 12),
      number: 42, url: "https://example.test/pr/42", ci: isFailing ? .failing : random.pick(),
      review: random.pick(), mergeability: Mergeability(rawValue: UInt8(random.below(32))),
      comments: Comments(rawValue: UInt8(random.below(4))),
      ciFailureLogTail: isFailing ? "boom" : "")
  }

  private static let handles = Handles(
    workspacePath: "/w", branch: "b", runtimeHandle: "%1", runtimeName: "tmux")
}
