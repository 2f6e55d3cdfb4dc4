import Operations
import Properties
import SimulatedWorld
import Simulation
import Testing

@Suite struct DeathIsNoticedTests {
  /// A desk begins.
  static func desk(_ change: @escaping (inout DeskFacts) -> Void = { _ in }) -> (inout Scene) ->
    Void
  {
    { scene in
      var desk = DeskFacts(runner: scene.id("desk"), root: scene.text("/srv/blog"))
      desk.deadThing = scene.text("the worker's pane")
      change(&desk)
      scene.account.desks.append(desk)
    }
  }

  private static func dies(_ scene: inout Scene) {
    scene.account.desks[0].died = scene.account.now
  }

  private static func checks(_ scene: inout Scene) {
    scene.account.desks[0].checkBegan = scene.account.now
  }

  private static func blocks(
    _ reason: String = "infra_failure", recoverable: Bool = true, action: String = "restart"
  ) -> (inout Scene) -> Void {
    { scene in
      scene.account.desks[0].blocked = BlockedFacts(
        reason: scene.text(reason), isRecoverable: recoverable, action: scene.text(action),
        time: scene.account.now)
    }
  }

  @Test func deathWithoutARecordIsSeenAtTheFirstEventAfterTheLimit() {
    let said = watch(
      DeathIsNoticed(), Self.desk(), Self.dies, { $0.wait(60_000) }, Self.checks,
      { $0.wait(4_990) }, { $0.wait(10) }, Self.blocks())
    #expect(said == .violated(at: 6))
    let inTheEnd = watch(
      PropertyName.deathIsNoticed.make(limits: PropertyLimits(within: .milliseconds(1))),
      Self.desk(), Self.dies, Self.checks, { $0.wait(1) })
    #expect(inTheEnd == .violated(at: 4))
  }

  @Test func recordThatIsLateWrongOrMadeUpIsSeen() {
    let late = watch(
      DeathIsNoticed(), Self.desk(), Self.dies, Self.checks,
      { scene in
        scene.wait(6_000)
        Self.blocks()(&scene)
      })
    #expect(late == .violated(at: 4))
    for record in [
      Self.blocks("metric_failure"), Self.blocks(recoverable: false), Self.blocks(action: "retry"),
    ] {
      #expect(
        watch(DeathIsNoticed(), Self.desk(), Self.dies, Self.checks, record) == .violated(at: 4))
    }
    #expect(watch(DeathIsNoticed(), Self.desk(), Self.blocks()) == .violated(at: 2))
  }

  @Test func recordInTimeIsInOrder() {
    let said = watch(
      DeathIsNoticed(), Self.desk(), Self.dies, Self.checks, { $0.wait(4_000) }, Self.blocks(),
      { $0.wait(60_000) })
    #expect(said == .held)
  }

  @Test func runnerThatIsGoneOrStoppedIsExcused() {
    for excuse in [
      Self.desk { $0.lives = false }, Self.desk { $0.wasStalled = true }, Self.desk(),
    ].prefix(2) {
      let said = watch(DeathIsNoticed(), excuse, Self.dies, Self.checks, { $0.wait(60_000) })
      #expect(said == .notExercised)
    }
    // Blocked for a reason of the work's.
    let other = watch(DeathIsNoticed(), Self.desk(), Self.blocks("metric_failure"))
    #expect(other == .notExercised)
  }

  @Test func expectedRecordCanBeSet() {
    var limits = PropertyLimits()
    (limits.reason, limits.isRecoverable, limits.action) = (Text("lost"), false, Text("alert"))
    let property = PropertyName.deathIsNoticed.make(limits: limits)
    let said = watch(
      property, Self.desk(), Self.dies, Self.checks,
      Self.blocks("lost", recoverable: false, action: "alert"))
    #expect(said == .held)
    #expect(watch(property, Self.desk(), Self.dies, Self.checks, Self.blocks()) == .violated(at: 4))
  }
}
