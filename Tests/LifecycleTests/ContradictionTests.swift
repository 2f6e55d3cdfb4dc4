import Lifecycle
import TestSupport
import Testing

@Suite("Records that cannot be true")
struct ContradictionTests {
  @Test("A record as it is seeded has none")
  func seeded() {
    #expect(LifecycleRecord.seeded(revision: 1).contradiction == nil)
  }

  @Test("Each contradiction is found, and said")
  func contradictions() {
    let found = [
      change { $0.session = SessionAxis(.detecting, .runtimeLost) },
      change { $0.session = SessionAxis(.stuck, .probeFailure) },
      change { $0.quarantine = quarantine(attempts: 1) },
      change {
        $0.session = SessionAxis(.detecting, .taskInProgress)
        $0.quarantine = quarantine(attempts: 1)
      },
      change {
        $0.session = SessionAxis(.detecting, .runtimeLost)
        $0.quarantine = quarantine(attempts: 0)
      },
      change { $0.activity = ActivityAxis(.active, by: .hook) },
      change { $0.activity = ActivityAxis(.active, at: 5) },
      change { $0.activity = ActivityAxis(at: 5) },
      change { $0.pullRequest = PullRequestAxis(.open, .merged) },
      change { $0.pullRequest = PullRequestAxis(.absent, .approved) },
    ]
    #expect(
      found == [
        "the session is in doubt (detecting) but has no quarantine",
        "the session is in doubt (stuck) but has no quarantine",
        "the session is not in doubt (not_started) but has a quarantine",
        "a detecting session needs a reason that was read from its runtime",
        "a quarantine begins with attempts 1",
        "activity needs its state, its source and its time together, or none of them",
        "activity needs its state, its source and its time together, or none of them",
        "activity needs its state, its source and its time together, or none of them",
        "a pull request cannot be open and merged",
        "a pull request cannot be none and approved",
      ])
  }

  @Test("What a reducer without a correction leaves is one only for a reducer that has it")
  func olderRecords() {
    var stuck = LifecycleRecord.seeded(revision: 1)
    stuck.session = SessionAxis(.stuck, .probeFailure)
    #expect(stuck.contradiction(under: [.c2]) == nil)
    #expect(stuck.contradiction(under: [.c1]) != nil)
    var merged = LifecycleRecord.seeded(revision: 1)
    merged.session = SessionAxis(.idle, .mergedWaitingDecision)
    merged.quarantine = quarantine(attempts: 2)
    #expect(merged.contradiction(under: [.c1]) == nil)
    #expect(merged.contradiction(under: [.c2]) != nil)
  }

  @Test("A stuck session whose doubt was forgotten is doubted from the next reading on")
  func forgottenDoubt() {
    var record = LifecycleRecord.seeded(revision: 1)
    record.session = SessionAxis(.stuck, .probeFailure)
    var state = LifecycleState(record: record, generation: 1)
    let reading = RuntimeObservation(runtime: .failed, process: .failed, generation: 1)
    _ = Reducer().reduce(&state, Event(at: 5, .runtimeObserved(reading)))
    #expect(state.record?.contradiction == nil)
  }

  private func change(_ body: (inout LifecycleRecord) -> Void) -> String? {
    var record = LifecycleRecord.seeded(revision: 1)
    body(&record)
    return record.contradiction
  }

  private func quarantine(attempts: Int) -> Quarantine {
    Quarantine(attempts: attempts, startedAt: 0, deadReadings: 0, evidence: nil)
  }
}
