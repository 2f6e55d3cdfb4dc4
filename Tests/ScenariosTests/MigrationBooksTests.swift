import Operations
import Properties
import Scenarios
import Testing

/// What became of old sessions is counted where they are said to be.
@Suite struct MigrationBooksTests {
  private static let old =
    "{\"version\":2,\"sessions\":{"
    + "\"a\":{\"agent\":\"x\",\"sessionId\":\"a\",\"name\":\"one\",\"status\":\"completed\","
    + "\"lastUsed\":\"2025-10-19T11:00:00.000Z\"},"
    + "\"b\":{\"agent\":\"x\",\"sessionId\":\"b\",\"name\":\"two\",\"status\":\"abandoned\"}}}"

  private func migrate(
    _ parts: [(MigrationPart.Verb, Variant)]
  ) throws -> MigrationFacts? {
    var scenario = Scenario(title: "Migration")
    scenario.length = .seconds(30 * Int64(parts.count))
    scenario.stage.wallMs = 1_760_875_200_000
    scenario.stage.files = [Stage.Entry(path: "/state/sessions.json", content: Self.old)]
    for (place, (verb, variant)) in parts.enumerated() {
      let start = Interval.seconds(30 * Int64(place))
      scenario.actors.append(
        Player(
          name: "move-\(place)", part: .migration(MigrationPart(verb)), start: start...start,
          variant: variant))
    }
    var play = try Play(scenario, seed: 1)
    play.run(stopsAtViolation: false)
    return play.account.migration
  }

  @Test func migratedIsATaskAndArchivedALineOfTheArchive() throws {
    let facts = try #require(try migrate([(.toForge, Variant())]))
    #expect(facts.finishedCount == 1)
    #expect(facts.entries.map(\.fate) == [.migrated, .archived])
    #expect(facts.entries.map(\.copyCount) == [1, 1])
  }

  @Test func secondRunHasChangedNothing() throws {
    let facts = try #require(try migrate([(.toForge, Variant()), (.toForge, Variant())]))
    #expect(facts.finishedCount == 2)
    #expect(facts.changedAfterwards.isEmpty)
    #expect(facts.entries.map(\.copyCount) == [1, 1])
    let shipped = Variant(system: .shippedMigration, flaws: ["creates-without-keys"])
    let twice = try #require(try migrate([(.toForge, shipped), (.toForge, shipped)]))
    #expect(!twice.changedAfterwards.isEmpty)
  }

  @Test func countedIsNotMigratedAndDroppedIsNotSkipped() throws {
    let shipped = Variant(system: .shippedMigration)
    let facts = try #require(try migrate([(.toForge, shipped)]))
    #expect(facts.entries.map(\.fate) == [.migrated, .skipped])
    #expect(facts.entries.map(\.copyCount) == [0, 0])
  }

  @Test func takenBackIsWhereItWas() throws {
    let facts = try #require(try migrate([(.toForge, Variant()), (.rollBack, Variant())]))
    #expect(facts.entries.map(\.fate) == [.restored, .restored])
    #expect(facts.entries.map(\.copyCount) == [1, 1])
    let local = try #require(try migrate([(.toForge, Variant()), (.toLocal, Variant())]))
    #expect(local.entries.map(\.fate) == [.restored, .archived])
    #expect(local.entries.map(\.copyCount) == [1, 1])
  }
}
