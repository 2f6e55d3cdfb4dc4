import Lifecycle
import TestSupport
import Testing

@Suite("Answers about a runtime that has been replaced")
struct GenerationTests {
  /// A session in its second generation: spawned, killed, restored.
  private func restored(rules: Rules = Rules()) -> Rehearsed {
    var session = Rehearsed.working(rules: rules)
    session.take(1, .killRequested(.manual))
    session.take(2, .spawnInitiated)
    session.take(3, .spawnCompleted(Handles(runtimeHandle: "%2")))
    return session
  }

  static let table = Table(
    """
    generation  counts
    ------------------
    0           no
    1           no
    2           yes
    3           yes
    unsaid      yes
    """)

  @Test("Only the generation that runs, or a later one, is believed", arguments: table.rows)
  func observed(row: [String]) {
    let generation = Int(row[0])
    for kind in kinds(generation) {
      var session = restored()
      let before = session.state
      #expect(session.take(4, kind).changed == (row[1] == "yes"), "\(row[0]): \(kind)")
      if row[1] == "no" { #expect(session.state == before) }
    }
  }

  @Test("A restore that has begun ends the generation, before its successor is there")
  func between() {
    for kind in kinds(1) {
      var session = Rehearsed.working()
      session.take(1, .killRequested(.manual))
      #expect(session.state.oldestGeneration == 1)
      session.take(2, .spawnInitiated)
      #expect(session.state.generation == 1)
      #expect(session.state.oldestGeneration == 2)
      let step = session.take(3, kind)
      #expect(step.decision == .ignored(.olderGeneration(1, than: 2)))
      #expect(session.session == "not_started/spawn_requested")
    }
  }

  @Test("A spawn that is completed again without a restore is a new runtime too")
  func respawned() {
    var session = Rehearsed.working()
    session.take(1, .spawnCompleted(Handles()))
    #expect(session.state.generation == 2)
    #expect(!session.read(2, .dead, .dead, generation: 1).changed)
  }

  @Test("A record from outside has had a runtime, or not")
  func initial() {
    var record = LifecycleRecord.seeded(revision: 4)
    #expect(LifecycleState(record: record).generation == 0)
    record.runtime = RuntimeAxis(.alive, .processRunning)
    #expect(LifecycleState(record: record).generation == 1)
    let third = LifecycleState(record: record, handles: Handles(branch: "b"), generation: 3)
    #expect(third.generation == 3)
    #expect(third.handles.branch == "b")
  }

  private func kinds(_ generation: Int?) -> [Event.Kind] {
    [
      .runtimeObserved(
        RuntimeObservation(runtime: .dead, process: .dead, generation: generation)),
      .activitySignalled(
        ActivitySignal(activity: .blocked, source: .hook, generation: generation)),
      .scmObserved(SCMObservation(state: .merged, generation: generation)),
    ]
  }
}
