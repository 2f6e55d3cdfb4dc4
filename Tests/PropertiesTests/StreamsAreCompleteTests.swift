import Operations
import Properties
import SimulatedWorld
import Simulation
import Testing

@Suite struct StreamsAreCompleteTests {
  /// Shows so many entries to a reader, and changes something about it.
  private static func shows(
    _ count: Int, _ change: @escaping (inout StreamFacts) -> Void = { _ in }
  ) -> (inout Scene) -> Void {
    { scene in
      if scene.account.streams.isEmpty {
        scene.account.streams.append(
          StreamFacts(reader: scene.id("view"), source: scene.text("log 1")))
      }
      scene.account.streams[0].producedCount = count
      scene.account.streams[0].shownCount = count
      change(&scene.account.streams[0])
    }
  }

  @Test func entryThatIsMissingRepeatedOrLateIsSeenAtOnce() {
    let lost = watch(StreamsAreComplete(), Self.shows(1), Self.shows(3) { $0.lostCount = 1 })
    #expect(lost == .violated(at: 2))
    let again = watch(StreamsAreComplete(), Self.shows(1), Self.shows(1) { $0.repeatedCount = 1 })
    #expect(again == .violated(at: 2))
    let order = watch(StreamsAreComplete(), Self.shows(2), Self.shows(3) { $0.reorderedCount = 1 })
    #expect(order == .violated(at: 2))
  }

  @Test(arguments: [(Int64(100), Said.held), (101, .violated(at: 1))])
  func lagBeyondTheLimitIsSeen(milliseconds: Int64, expected: Said) {
    let said = watch(
      StreamsAreComplete(), Self.shows(1) { $0.lagMax = .milliseconds(milliseconds) })
    #expect(said == expected)
  }

  @Test func limitCanBeSet() {
    var limits = PropertyLimits()
    limits.lag = .milliseconds(10)
    let said = watch(
      PropertyName.streamsAreComplete.make(limits: limits),
      Self.shows(1) { $0.lagMax = .milliseconds(11) })
    #expect(said == .violated(at: 1))
  }

  @Test func streamWithoutEntriesShowsNothing() {
    #expect(watch(StreamsAreComplete(), Self.shows(0)) == .notExercised)
    #expect(watch(StreamsAreComplete(), Self.shows(1), Self.shows(5)) == .held)
  }
}
