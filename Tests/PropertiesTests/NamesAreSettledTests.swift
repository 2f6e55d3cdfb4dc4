import Operations
import Properties
import SimulatedWorld
import Simulation
import Testing

@Suite struct NamesAreSettledTests {
  private static func named(_ recorded: String, _ real: String) -> (inout Scene) -> Void {
    { scene in
      scene.account.desks[0].recordedName = scene.text(recorded)
      scene.account.desks[0].realName = scene.text(real)
    }
  }

  @Test func backgroundStartThatANameEndsIsSeen() {
    func collides(_ scene: inout Scene) {
      scene.account.desks[0].collisionCount = 5
      scene.account.desks[0].wasEndedByName = true
    }
    let said = watch(
      NamesAreSettled(), DeathIsNoticedTests.desk { $0.isBackground = true }, collides)
    #expect(said == .violated(at: 2))
    #expect(watch(NamesAreSettled(), DeathIsNoticedTests.desk(), collides) == .held)
  }

  @Test func recordedNameThatIsNotTheRealOneIsSeen() {
    let said = watch(
      NamesAreSettled(), DeathIsNoticedTests.desk(), Self.named("blog", "blog-2"))
    #expect(said == .violated(at: 2))
    let same = watch(
      NamesAreSettled(), DeathIsNoticedTests.desk(), { $0.account.desks[0].collisionCount = 1 },
      Self.named("blog-2", "blog-2"))
    #expect(same == .held)
    #expect(watch(NamesAreSettled(), DeathIsNoticedTests.desk()) == .notExercised)
  }
}
