import Operations
import Properties
import SimulatedWorld
import Simulation
import Supervision
import Testing

@Suite struct RetentionIsReadableTests {
  private static func told(
    _ word: RetentionClass?, _ change: (inout JudgementFacts) -> Void = { _ in }
  ) -> Said {
    var facts = JudgementFacts(session: .empty, told: word, by: .none)
    facts.isComplete = true
    change(&facts)
    let made = facts
    return watch(
      RetentionIsReadable(), { $0.wait(1) },
      { scene in
        var facts = made
        facts.session = scene.text("fix")
        facts.by = scene.id("status")
        scene.account.judgements.append(facts)
      })
  }

  @Test func whatIsNotSoIsSeenWhenItIsTold() {
    let wrong = Said.violated(at: 2)
    #expect(Self.told(nil) == wrong)
    #expect(Self.told(.unknown) == wrong)
    #expect(Self.told(.gone) == wrong)
    #expect(Self.told(.foreign) == wrong)
    #expect(Self.told(.stale) { $0.isWorked = true } == wrong)
    #expect(Self.told(.active) { $0.isThere = false } == wrong)
    #expect(Self.told(.active) { $0.isOwned = false } == wrong)
    for word in [RetentionClass.safeToClose, .completedRetained] {
      #expect(Self.told(word) { $0.isThere = false } == wrong)
      #expect(Self.told(word) { $0.isOwned = false } == wrong)
      #expect(Self.told(word) { $0.isComplete = false } == wrong)
    }
    #expect(Self.told(.safeToClose) { $0.isAttached = true } == wrong)
    #expect(Self.told(.safeToClose) { $0.isWorked = true } == wrong)
  }

  @Test func whatIsSoIsInOrder() {
    #expect(Self.told(.safeToClose) == .held)
    #expect(Self.told(.completedRetained) { $0.isAttached = true } == .held)
    #expect(Self.told(.unknown) { $0.isHidden = true } == .held)
    #expect(Self.told(.gone) { $0.isThere = false } == .held)
    #expect(Self.told(.foreign) { $0.isOwned = false } == .held)
    #expect(Self.told(.stale) { $0.isComplete = false } == .held)
    #expect(Self.told(.active) { $0.isWorked = true } == .held)
    #expect(watch(RetentionIsReadable(), { $0.wait(1) }) == .notExercised)
  }
}
