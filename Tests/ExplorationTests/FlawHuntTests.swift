import Exploration
import ExplorationSupport
import Lifecycle
import Operations
import ScenarioFolders
import Scenarios
import Testing

/// The table of flaws by drivers in small; `scripts/flaws.sh` makes the whole one.
@Suite struct FlawHuntTests {
  private static let folder =
    #filePath.split(separator: "/", omittingEmptySubsequences: false)
    .dropLast(3).joined(separator: "/") + "/scenarios"

  private static func flaw(_ name: String) throws -> HuntedFlaw {
    let bytes = try ScenarioFolder.bytes(of: "\(folder)/flaws.txt")
    let rows = try FlawRow.read(String(decoding: bytes, as: UTF8.self))
    let row = try #require(rows.first { $0.name == name })
    return try #require(try HuntedFlaw(row, below: folder))
  }

  private static var small: FlawHunting {
    var hunting = FlawHunting()
    hunting.hunts = 3
    hunting.limit = 40
    hunting.patience = 1
    hunting.runsMax = 80
    hunting.states = 10_000
    return hunting
  }

  // MARK: - Who finds what

  @Test(arguments: Driver.allCases)
  func everyDriverFindsTheFlawsOfScenariosAsTheyAre(_ driver: Driver) throws {
    for name in ["genie-rc20-two-records", "desk-stale-lock-4", "run-key-checked"] {
      let cell = try Self.small.cell(Self.flaw(name), .scripted, driver)
      #expect(cell.isFound, "\(name) by \(driver.text)")
    }
  }

  @Test(arguments: ["naive-reaper-hiccup", "forge-fall-back", "migration-nowhere"])
  func swarmFindsWhatHasToGoWrongByItself(_ name: String) throws {
    let cell = try Self.small.cell(Self.flaw(name), .plain, .swarm)
    #expect(cell.isFound)
  }

  @Test func whatOnlyAFaultShowsIsNotFoundWithoutOne() throws {
    let flaw = try Self.flaw("naive-reaper-hiccup")
    #expect(try !Self.small.cell(flaw, .plain, .time).isFound)
    #expect(try Self.small.cell(flaw, .scripted, .time).isFound)
  }

  @Test func proofFindsARaceAndCountsItsStates() throws {
    #expect(try Self.small.states(Self.flaw("desk-stale-lock-2"), .scripted) ?? 0 > 100)
  }

  // MARK: - What counts

  @Test func whatTheSameRunShowsWithoutTheFlawIsNotOwedToIt() throws {
    // Nobody can hold this, so that it is violated with and without the flaw.
    var scenario = try Self.flaw("run-key-checked").scenario
    scenario.expectations = [.count(.init(of: .records, isExactly: 7))]
    let changes = scenario.reds[1].changes
    let hunt = Hunt(scenario, changes: changes, driver: .time)
    var census: Census?
    let run = try hunt.run(seed: 1, &census)
    #expect(run.violated == 0)
    #expect(try !hunt.isOwed(run))
    var stage = HuntStage()
    #expect(try hunt.find(hunt: 1, limit: 5, on: &stage) == nil)
  }

  @Test func runThatIsGivenUpIsAFindingOfItsOwn() throws {
    let scenario = try Self.flaw("run-key-checked").scenario
    var census: Census?
    let short = try Hunt(scenario, driver: .time, eventsMax: 20).run(seed: 1, &census)
    #expect(short.isEndless && short.kind == .endless && short.violated == nil)
    #expect((20..<25).contains(short.eventCount))
    let long = try Hunt(scenario, driver: .time).run(seed: 1, &census)
    #expect(!long.isEndless && long.kind == nil)
    // The machines as they are go on as long, so that it is not owed to a flaw.
    let flawed = Hunt(scenario, changes: scenario.reds[0].changes, driver: .time, eventsMax: 20)
    #expect(try !flawed.isOwed(flawed.run(seed: 1, &census)))
  }

  @Test func campaignCountsARunThatIsGivenUpAsAFailure() throws {
    let scenario = try Self.flaw("run-key-checked").scenario
    let campaign = Campaign(Hunt(scenario, driver: .time, eventsMax: 20))
    var stage = HuntStage()
    var report = CampaignReport()
    #expect(try campaign.run(seed: 1, on: &stage, into: &report))
    #expect(report.groups.map(\.kind) == [.endless])
  }

  // MARK: - Fields

  @Test func medianIsThatOfAllHuntsAndTheShareIsSaidWhereItIsNotAll() {
    func text(_ counts: [Int], _ misses: Int) -> String {
      var cell = FlawCell()
      cell.runCounts = counts
      cell.missCount = misses
      return cell.text
    }
    #expect(text([], 2) == "-")
    #expect(text([5, 1, 3], 0) == "3")
    #expect(text([5, 1], 1) == "5 (66 %)")
    #expect(text([5, 1], 2) == "5 (50 %)")
    #expect(text([5, 1], 3) == "- (40 %)")
    #expect(text([4, 2], 0) == "2")
  }

  @Test func tableNamesWhomNobodyHasFound() throws {
    let flaw = try Self.flaw("run-key-checked")
    var table = FlawTable([], [flaw, flaw])
    for task in table.tasks { table[task] = .hunted(FlawCell()) }
    #expect(table.missed == [0, 1])
    table[.init(flaw: 1, base: .plain, finder: .proof)] = .proven(12)
    #expect(table.missed == [0])
    #expect(table.lines(.plain).count == 4)
    #expect(table.lines(.plain)[3].hasSuffix(" | 12 |"))
  }
}
