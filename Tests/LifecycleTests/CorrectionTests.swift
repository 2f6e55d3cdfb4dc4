import Lifecycle
import TestSupport
import Testing

/// Each correction, by a story that goes wrong without it.
@Suite("The corrections to the reference")
struct CorrectionTests {
  /// A story: its events, and the statuses that a user sees on the way.
  struct Story: CustomTestStringConvertible, Sendable {
    let name: String
    let without: Rules
    let events: [Event]
    let statuses: String

    var testDescription: String { name }

    func told(_ rules: Rules) -> String {
      let reducer = Reducer(rules: rules)
      var state = LifecycleState()
      return events.map { event in
        _ = reducer.reduce(&state, event)
        return state.record?.status.text ?? "-"
      }.joined(separator: " ")
    }
  }

  private static let begin = [
    Event(at: 0, .spawnInitiated), Event(at: 0, .spawnCompleted(Handles())), seen(0, .active),
  ]

  private static func seen(_ at: Int, _ activity: ActivityState) -> Event {
    Event(at: at, .activitySignalled(ActivitySignal(activity: activity, source: .hook)))
  }

  private static func looked(
    _ at: Int, _ runtime: Reading, _ process: Reading, generation: Int? = nil
  ) -> Event {
    Event(
      at: at,
      .runtimeObserved(
        RuntimeObservation(runtime: runtime, process: process, generation: generation)))
  }

  private static func all(but correction: Corrections) -> Rules {
    Rules(corrections: .all.subtracting(correction))
  }

  static let stories = [
    Story(
      name: "C1: a session that is stuck in doubt does not flap",
      without: all(but: .c1),
      events: begin + (100_000..<100_006).map { looked($0, .indeterminate, .alive) },
      statuses: "spawning spawning working detecting detecting stuck stuck stuck stuck"),
    Story(
      name: "C2: a doubt after a merge begins from the beginning",
      without: all(but: .c2),
      events: begin + [looked(100_000, .dead, .dead), looked(100_001, .dead, .dead)]
        + [Event(at: 100_002, .scmObserved(SCMObservation(state: .merged)))]
        + [looked(900_000, .dead, .dead)],
      statuses: "spawning spawning working detecting detecting merged detecting"),
    Story(
      name: "C3: one dead reading is not a death",
      without: Rules(deadReadingsMax: 1),
      events: begin + [looked(100_000, .dead, .dead), looked(100_001, .alive, .alive)],
      statuses: "spawning spawning working detecting working"),
    Story(
      name: "C4: a late answer about the previous runtime does not end the restored session",
      without: all(but: .c4),
      events: begin + [Event(at: 1, .killRequested(.manual)), Event(at: 2, .spawnInitiated)]
        + [Event(at: 3, .spawnCompleted(Handles()))]
        + (100_000..<100_003).map { looked($0, .dead, .dead, generation: 1) },
      statuses: "spawning spawning working killed spawning spawning spawning spawning spawning"),
    Story(
      name: "C5: a failing process probe does not hide a dead runtime",
      without: all(but: .c5),
      events: begin + (100_000..<100_003).map { looked($0, .dead, .failed) },
      statuses: "spawning spawning working detecting detecting killed"),
    Story(
      name: "C5: neither does one that cannot tell",
      without: all(but: .c5),
      events: begin + (100_000..<100_003).map { looked($0, .dead, .indeterminate) },
      statuses: "spawning spawning working detecting detecting killed"),
    Story(
      name: "C6: an agent that exited in a pane that lives on is ended",
      without: all(but: .c6),
      events: begin + (100_000..<100_003).map { looked($0, .alive, .dead) },
      statuses: "spawning spawning working detecting detecting killed"),
  ]

  @Test("The story ends well", arguments: stories)
  func corrected(story: Story) {
    #expect(story.told(Rules()) == story.statuses)
  }

  @Test("Without the correction it is seen to go wrong", arguments: stories)
  func reverted(story: Story) {
    #expect(story.told(story.without) != story.statuses)
  }

  @Test("By the reference's rules every one of them goes wrong", arguments: stories)
  func reference(story: Story) {
    #expect(story.told(.reference) != story.statuses)
  }

  @Test("Without C1 the user is told again every third reading")
  func notices() {
    func told(_ rules: Rules) -> Int {
      var session = Rehearsed.working(rules: rules)
      return (100_000..<100_012).reduce(0) { count, at in
        count + session.read(at, .indeterminate, .alive).effects.count
      }
    }
    #expect(told(Rules()) == 1)
    #expect(told(Self.all(but: .c1)) == 4)
  }
}
