import Operations
import Properties
import SimulatedWorld
import Simulation
import Testing

@Suite struct StatusIsDerivedTests {
  private static func shown(_ word: String) -> (inout Scene) -> Void {
    { scene in
      let facts = StatusFacts(
        session: scene.text("fix"), shown: scene.text(word), derived: scene.text("working"),
        by: scene.id("list"))
      scene.account.shown.append(facts)
    }
  }

  @Test func statusInARecordIsSeenWhenItIsWritten() {
    let said = watch(
      StatusIsDerived(), { $0.write("fix", .running) },
      { scene in scene.write("fix", .running) { $0.storedStatus = $1.text("running") } })
    #expect(said == .violated(at: 2))
  }

  @Test func otherStatusThanTheDerivedOneIsSeenWhenItIsShown() {
    #expect(watch(StatusIsDerived(), Self.shown("killed")) == .violated(at: 1))
    #expect(watch(StatusIsDerived(), Self.shown("working")) == .held)
  }

  @Test func withoutARecordNothingIsShown() {
    #expect(watch(StatusIsDerived(), { $0.agent("fix", pid: 100) }) == .notExercised)
  }
}
