import Operations
import Properties
import SimulatedWorld
import Simulation
import Testing

@Suite struct CloseIsSafeTests {
  private static func closes(
    _ change: @escaping (inout CloseFacts) -> Void = { _ in }
  ) -> (inout Scene) -> Void {
    { scene in
      var facts = CloseFacts(session: scene.text("fix-1"), by: scene.id("sweep"))
      change(&facts)
      scene.account.closes.append(facts)
    }
  }

  private static func reports(
    _ change: @escaping (inout CloseReportFacts) -> Void = { _ in }
  ) -> (inout Scene) -> Void {
    { scene in
      var facts = CloseReportFacts(session: scene.text("fix-1"), by: scene.id("sweep"))
      change(&facts)
      scene.account.closeReports.append(facts)
    }
  }

  @Test func closeOfAnythingElseIsSeenAtOnce() {
    let wrong = Said.violated(at: 2)
    #expect(watch(CloseIsSafe(), Self.closes(), Self.closes { $0.isWorked = true }) == wrong)
    #expect(watch(CloseIsSafe(), Self.closes(), Self.closes { $0.isAttached = true }) == wrong)
    #expect(watch(CloseIsSafe(), Self.closes(), Self.closes { $0.isForeign = true }) == wrong)
    #expect(watch(CloseIsSafe(), Self.closes(), Self.closes { $0.hasChanged = true }) == wrong)
    let lost = watch(
      CloseIsSafe(), Self.closes(),
      { scene in
        let branch = scene.text("fix")
        Self.closes { $0.lost = branch }(&scene)
      })
    #expect(lost == wrong)
  }

  @Test func closeThatIsReportedAndNotDoneIsSeen() {
    let there = watch(CloseIsSafe(), Self.closes(), Self.reports { $0.isThere = true })
    #expect(there == .violated(at: 2))
    let survivors = watch(CloseIsSafe(), Self.closes(), Self.reports { $0.survivors = [100] })
    #expect(survivors == .violated(at: 2))
  }

  @Test func closeOfWhatIsSafeIsInOrder() {
    #expect(watch(CloseIsSafe(), Self.closes(), Self.reports()) == .held)
    #expect(watch(CloseIsSafe(), { $0.wait(1) }) == .notExercised)
  }
}
