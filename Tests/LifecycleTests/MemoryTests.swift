import TestSupport
import Testing

@testable import Lifecycle

@Suite("What a session's state leaves to the next program")
struct MemoryTests {
  @Test("is all of it, after each of 40,000 events")
  func roundTrip() throws {
    var random = SplitMix64(seed: 9)
    let reducer = Reducer()
    var trackers = 0
    var evidence = 0
    for _ in 0..<1_000 {
      var state = GeneratedEventTests.initial(&random)
      var at = 0
      for _ in 0..<40 {
        let step = reducer.reduce(&state, GeneratedEventTests.event(&random, after: &at))
        for effect in step.effects { #expect(Effect(memory: effect.memory) == effect) }
        guard var record = state.record else { continue }
        if state.trackers != Trackers() { trackers += 1 }
        if record.quarantine?.evidence != nil { evidence += 1 }
        // The evidence is not part of a record as it is kept.
        record.quarantine?.evidence = nil
        let next = LifecycleState(record: record, handles: state.handles, memory: state.memory)
        #expect(next == state)
      }
    }
    #expect(trackers > 500)
    #expect(evidence > 500)
  }

  @Test("is refused when it was not written so")
  func refusals() {
    var state = LifecycleState()
    _ = Reducer().reduce(&state, Event(at: 0, .spawnInitiated))
    let record = LifecycleRecord.seeded(revision: 1)
    let memory = state.memory
    func accepts(_ change: (inout [Int]) -> Void) -> Bool {
      var numbers = memory
      change(&numbers)
      return LifecycleState(record: record, handles: Handles(), memory: numbers) != nil
    }
    #expect(accepts { _ in })
    #expect(!accepts { $0.removeLast() })
    #expect(!accepts { $0[0] = 2 })
    #expect(!accepts { $0[1] = -1 })
    #expect(
      !accepts {
        $0[4] = 1; $0[5] = 99
      })
    #expect(Effect(memory: [2, 0, 0, 0, 0]) == nil)
    #expect(Effect(memory: [0, 99, 0, 0, 0]) == nil)
    #expect(Effect(memory: []) == nil)
  }
}
