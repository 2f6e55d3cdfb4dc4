import Operations
import Properties
import SimulatedWorld
import Simulation
import Testing

@Suite struct MigrationIsLosslessTests {
  private static func moves(
    _ entries: [(MigrationFacts.Fate, Int)], times: Int = 1, changed: [String] = []
  ) -> (inout Scene) -> Void {
    { scene in
      var migration = MigrationFacts(entries: [])
      for (number, entry) in entries.enumerated() {
        migration.entries.append(
          .init(id: scene.text("s\(number)"), fate: entry.0, copyCount: entry.1))
      }
      migration.finishedCount = times
      migration.changedAfterwards = changed.map { scene.text($0) }
      migration.by = scene.id("migration")
      scene.account.migration = migration
    }
  }

  @Test(arguments: [
    (MigrationFacts.Fate.untold, 0), (.migrated, 0), (.migrated, 2), (.archived, 0),
    (.archived, 2), (.skipped, 0),
  ])
  func sessionThatIsNotOnceWhereItBelongsIsSeenWhenAllIsDone(
    fate: MigrationFacts.Fate, copyCount: Int
  ) {
    let said = watch(
      MigrationIsLossless(), Self.moves([(.migrated, 1), (fate, copyCount)], times: 0),
      Self.moves([(.migrated, 1), (fate, copyCount)]))
    #expect(said == .violated(at: 2))
  }

  @Test func changeByASecondRunIsSeen() {
    let first = Self.moves([(.migrated, 1), (.archived, 1), (.skipped, 1)])
    let again = Self.moves([(.migrated, 1)], times: 2, changed: ["/state/map"])
    #expect(watch(MigrationIsLossless(), first, again) == .violated(at: 2))
    #expect(
      watch(MigrationIsLossless(), first, Self.moves([(.migrated, 1)], times: 2)) == .held)
  }

  @Test func migrationThatIsNotDoneShowsNothing() {
    let said = watch(MigrationIsLossless(), Self.moves([(.untold, 0)], times: 0), { $0.wait(1) })
    #expect(said == .notExercised)
  }
}
