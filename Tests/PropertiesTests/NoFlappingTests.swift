import Operations
import Properties
import SimulatedWorld
import Testing

@testable import Simulation

@Suite struct NoFlappingTests {
  private static func tells(
    number: UInt64, since milliseconds: Int64 = 0
  ) -> (inout Scene) -> Void {
    ReactionsAreCurrentTests.dispatch {
      $0.isForPerson = true
      $0.number = number
      $0.unchangedSince = .start + .milliseconds(milliseconds)
    }
  }

  @Test(arguments: [UInt64(0), 2])
  func secondNoticeOfWhatHasNotChangedIsSeen(number: UInt64) {
    let said = watch(NoFlapping(), Self.tells(number: number), Self.tells(number: 9))
    #expect(said == .violated(at: 2))
  }

  @Test func repetitionAndChangeAreInOrder() {
    let said = watch(
      NoFlapping(), Self.tells(number: 1), Self.tells(number: 1), { $0.wait(1_000) },
      Self.tells(number: 2, since: 500))
    #expect(said == .held)
  }

  @Test func oneMessageThatComesOverAndOverAgainIsSeen() {
    func notice(_ scene: inout Scene) {
      let message = Message(topic: scene.text("notice"), body: scene.text("stuck"), number: 1)
      scene.account.notices.append(
        Notice(
          time: scene.account.now, from: scene.id("supervisor"), person: scene.text("ann"),
          message: message))
    }
    #expect(watch(NoFlapping(), notice, notice, notice) == .held)
    #expect(watch(NoFlapping(), notice, notice, notice, notice) == .violated(at: 4))
    let once = PropertyName.noFlapping.make(limits: PropertyLimits(max: 1))
    #expect(watch(once, notice, notice) == .violated(at: 2))
  }

  @Test func whatAnAgentIsSentIsNoNotice() {
    let said = watch(
      NoFlapping(), ReactionsAreCurrentTests.dispatch(), ReactionsAreCurrentTests.dispatch())
    #expect(said == .notExercised)
  }
}
