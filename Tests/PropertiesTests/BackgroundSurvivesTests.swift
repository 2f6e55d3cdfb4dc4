import Operations
import Properties
import SimulatedWorld
import Simulation
import Testing

@Suite struct BackgroundSurvivesTests {
  private static func background(_ scene: inout Scene) {
    let name = scene.text("blog-1")
    DeathIsNoticedTests.desk {
      $0.isBackground = true
      $0.realName = name
    }(&scene)
  }

  private static func left(_ scene: inout Scene) {
    scene.account.desks[0].clientsLeft = scene.account.now
  }

  @Test(arguments: [
    (DeskFacts.Loss.clientsLeft, Said.violated(at: 3)), (.wrapperLeft, .violated(at: 3)),
    (.killed, .held), (.ended, .held),
  ])
  func sessionThatIsGoneIsSeenByItsReason(loss: DeskFacts.Loss, expected: Said) {
    let said = watch(
      BackgroundSurvives(), Self.background, Self.left, { $0.account.desks[0].loss = loss })
    #expect(said == expected)
  }

  @Test func sessionInTheForegroundMayGo() {
    let said = watch(
      BackgroundSurvives(), DeathIsNoticedTests.desk(), Self.left,
      { $0.account.desks[0].loss = .clientsLeft })
    #expect(said == .notExercised)
    #expect(watch(BackgroundSurvives(), Self.background) == .notExercised)
  }
}
