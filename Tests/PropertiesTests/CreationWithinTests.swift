import Operations
import Properties
import SimulatedWorld
import Simulation
import Testing

@Suite struct CreationWithinTests {
  private static func isCreated(_ scene: inout Scene) {
    scene.account.runs[0].created = scene.account.now
  }

  @Test func sessionThatIsNotThereIsSeenAtTheFirstEventAfterTheLimit() {
    let said = watch(
      CreationWithin(), { $0.request("fix") }, { $0.wait(4_000) }, { $0.wait(1_000) },
      { $0.wait(1_000) }, Self.isCreated)
    #expect(said == .violated(at: 3))
  }

  @Test func sessionThatIsThereInTimeIsInOrder() {
    let said = watch(
      CreationWithin(), { $0.request("fix") },
      { scene in
        scene.wait(4_000)
        Self.isCreated(&scene)
      }, { $0.wait(9_000) })
    #expect(said == .held)
  }

  @Test func faultAndFailureExcuseIt() {
    let fault = watch(
      CreationWithin(), { $0.request("fix") }, { $0.fault() }, { $0.wait(9_000) }, Self.isCreated)
    #expect(fault == .notExercised)
    let failure = watch(
      CreationWithin(),
      { scene in
        scene.request("fix")
        scene.begin("launcher", .launcher, run: "fix")
      }, { $0.answer("launcher", .failed) }, { $0.wait(9_000) })
    #expect(failure == .notExercised)
  }

  @Test func limitAndExcuseCanBeSet() {
    var limits = PropertyLimits(within: .seconds(1))
    limits.isExcusedByFaults = false
    let said = watch(
      PropertyName.creationWithin.make(limits: limits), { $0.request("fix") }, { $0.fault() },
      { $0.wait(1_000) })
    #expect(said == .violated(at: 3))
  }
}
