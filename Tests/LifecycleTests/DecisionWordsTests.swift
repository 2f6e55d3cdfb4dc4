import TestSupport
import Testing

@testable import Lifecycle

@Suite("Decisions in words")
struct DecisionWordsTests {
  @Test("The story of a session that comes back, is lost and is restored")
  func story() {
    var session = Rehearsed()
    var words: [String] = []
    func note(_ step: Step) { words.append(step.decision.words) }
    note(session.take(0, .spawnCompleted(Handles())))
    note(session.read(0, .dead, .dead))
    note(session.take(0, .spawnInitiated))
    note(session.take(1, .spawnInitiated))
    note(session.take(2, .spawnCompleted(Handles())))
    note(session.see(3, .idle))
    note(session.read(4, .alive, .alive))
    note(session.read(90_000, .dead, .failed))
    note(session.see(90_001, .active))
    note(session.read(200_000, .indeterminate, .alive))
    note(session.read(200_001, .alive, .indeterminate))
    note(session.read(300_000, .failed, .alive))
    note(session.read(300_001, .failed, .alive))
    note(session.read(300_002, .failed, .alive))
    note(session.see(300_003, .active))
    note(session.read(300_004, .failed, .alive))
    note(session.read(400_000, .dead, .dead))
    note(session.read(400_001, .dead, .dead))
    note(session.read(400_002, .dead, .dead))
    note(session.read(400_003, .dead, .dead))
    note(session.see(400_004, .active))
    note(session.see(400_005, .exited))
    note(session.find(400_006, SCMObservation(state: .open)))
    note(session.take(400_007, .spawnInitiated))
    note(session.read(400_008, .dead, .dead, generation: 1))
    #expect(words == Self.expected)
  }

  static let expected = [
    "refused: no such session",
    "ignored: no such session",
    "spawn requested",
    "refused: the session exists and is not_started (spawn_requested)",
    "runtime created: generation 1 begins",
    "idle, seen by native: idle",
    "runtime alive, process alive, recent activity: healthy",
    "runtime dead, process failed, no recent activity: dead reading 1 of 3 (runtime_lost)",
    "active, seen by native: out of doubt, working (task_in_progress)",
    "runtime indeterminate, process alive, no recent activity: "
      + "doubtful reading 1 of 3 (runtime_lost)",
    "runtime alive, process indeterminate, no recent activity: healthy again",
    "runtime failed, process alive, no recent activity: doubtful reading 1 of 3 (probe_failure)",
    "runtime failed, process alive, no recent activity: doubtful reading 2 of 3 (probe_failure)",
    "runtime failed, process alive, no recent activity: "
      + "doubtful reading 3 of 3, too many alike (probe_failure)",
    "active, seen by native: does not outweigh the readings of the runtime",
    "runtime failed, process alive, recent activity: doubtful, still stuck",
    "runtime dead, process dead, no recent activity: dead reading 1 of 3, still stuck",
    "runtime dead, process dead, no recent activity: dead reading 2 of 3, still stuck",
    "runtime dead, process dead, no recent activity: dead reading 3 of 3 (runtime_lost)",
    "runtime dead, process dead, no recent activity: the session is over already",
    "active, seen by native: the session is over already",
    "exited, seen by native: for the readings of the runtime to confirm",
    "pull request open (in_progress): the session is over already",
    "restore requested: it was terminated (runtime_lost)",
    "ignored: it is about generation 1, and only 2 or later counts",
  ]

  @Test("The rest")
  func rest() {
    var session = Rehearsed.working()
    #expect(session.take(1, .escalationTick).decision.words == "nothing to escalate")
    session.find(1, EscalationTests.conflicts)
    #expect(session.take(.max, .escalationTick).decision.words == "the agent had its time")
    let unfetched = session.find(2, SCMObservation(fetched: false, state: .absent))
    #expect(unfetched.decision.words == "ignored: the host could not be asked")
    let none = session.find(2, SCMObservation(state: .absent))
    #expect(none.decision.words == "ignored: there is no pull request")
    let merged = session.find(2, SCMObservation(state: .merged))
    #expect(merged.decision.words == "pull request merged")
    let stale = ActivitySignal(confidence: .stale, activity: .idle, source: .hook)
    #expect(
      session.take(3, .activitySignalled(stale)).decision.words == "ignored: the signal is stale")
    session.read(100_000, .indeterminate, .alive)
    #expect(
      session.read(400_000, .indeterminate, .dead).decision.words
        == "runtime indeterminate, process dead, no recent activity: "
        + "doubtful reading 1 of 3, in doubt for too long (runtime_lost)")
    #expect(
      session.take(400_001, .killRequested(.cleanup)).decision.words
        == "kill requested (cleanup): terminated (auto_cleanup)")
  }
}
