import Lifecycle
import LifecycleWire
import TestSupport
import Testing

@Suite("What a line may leave out, and what it may bring along")
struct SequenceTests {
  private func sequence(_ text: String) throws -> ReduceSequence {
    try Array(text.utf8).withUnsafeBufferPointer { try ReduceSequence($0) }
  }

  @Test("The optional fields of a pull request are unknown when they are left out")
  func defaults() throws {
    let read = try sequence(
      #"{"id":"s","events":[{"at":1,"type":"scm_observed","fetched":true,"prState":"open"}]}"#)
    #expect(read.events == [Event(at: 1, .scmObserved(SCMObservation(state: .open)))])
  }

  @Test("All fields are read, whatever their order and their escapes")
  func everything() throws {
    let read = try sequence(
      #"""
      {"events":[{"type":"scm_observed","ciFailureLogTail":"b\u006fom","comments":["human","bot"],
       "review":"approved","ci":"failing","prUrl":"u","prNumber":7,"draft":true,"prState":"draft",
       "fetched":true,"mergeability":{"noConflicts":true,"approved":true},"generation":2,"at":3},
       {"\u0061t":4,"type":"activity_signalled","confidence":"stale"},
       {"generation":1,"process":"failed","runtime":"dead","at":5,"type":"runtime_observed"},
       {"at":6,"type":"spawn_completed","branch":"b"}],"id":"\ud83d\ude00"}
      """#.replacing("\n", with: " "))
    #expect(read.id == "😀")
    #expect(
      read.events == [
        Event(
          at: 3,
          .scmObserved(
            SCMObservation(
              state: .draft, draft: true, number: 7, url: "u", ci: .failing, review: .approved,
              mergeability: [.noConflicts, .approved], comments: [.human, .bot],
              ciFailureLogTail: "boom", generation: 2))),
        Event(
          at: 4,
          .activitySignalled(
            ActivitySignal(confidence: .stale, activity: .unknown, source: .unknown))),
        Event(
          at: 5,
          .runtimeObserved(RuntimeObservation(runtime: .dead, process: .failed, generation: 1))),
        Event(at: 6, .spawnCompleted(Handles(branch: "b"))),
      ])
  }

  @Test("A sequence may begin with a record")
  func initial() {
    let record =
      #"{"activity":{"lastActivityAt":1,"source":"hook","state":"idle"},"pr":{"number":7,"reason":"approved","state":"open","url":"u"},"quarantine":{"attempts":2,"deadReadings":1,"startedAt":9},"revision":5,"runtime":{"reason":"","state":"unknown"},"session":{"reason":"runtime_lost","state":"detecting"}}"#
    let tick = #"{"at":10,"type":"escalation_tick"}"#
    #expect(
      answer(#"{"id":"s","initial":\#(record),"events":[\#(tick)]}"#)
        == #"{"id":"s","steps":[{"effects":[],"lifecycle":\#(record),"status":"detecting"}]}"#)
  }

  @Test("A sequence may bring its rules; what they leave out stays as it should be")
  func rules() throws {
    let read = try sequence(
      #"{"id":"s","rules":{"deadReadingsMax":1,"corrections":["c1","c6"]},"events":[]}"#)
    #expect(read.rules == Rules(deadReadingsMax: 1, corrections: [.c1, .c6]))
    let all = try sequence(
      #"{"id":"s","rules":{"attemptsMax":1,"doubtMsMax":2,"recentActivityMsMax":3},"events":[]}"#)
    #expect(all.rules == Rules(recentActivityMsMax: 3, attemptsMax: 1, doubtMsMax: 2))
    #expect(try sequence(#"{"id":"s","rules":{},"events":[]}"#).rules == Rules())
  }

  @Test("A refused request says so, and an unknown session has neither record nor status")
  func rejected() {
    let spawn = #"{"at":0,"type":"spawn_completed"}"#
    #expect(
      answer(#"{"id":"s","events":[\#(spawn)]}"#)
        == #"{"id":"s","steps":[{"effects":[],"rejected":true}]}"#)
  }

  @Test("The id comes back as it was, whatever it is")
  func id() {
    #expect(answer(#"{"id":"a\"\u0001\\é","events":[]}"#) == #"{"id":"a\"\u0001\\é","steps":[]}"#)
  }
}
