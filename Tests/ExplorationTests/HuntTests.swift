import Exploration
import ExplorationSupport
import Lifecycle
import Operations
import Properties
import Scenarios
import Simulation
import Testing

@Suite struct HuntTests {
  // MARK: - As it should be

  @Test(arguments: PlainScene.allCases)
  func realMachinesHold(_ scene: PlainScene) throws {
    let hunt = Hunt(scene.scenario)
    var census: Census?
    for seed: UInt64 in 1...100 {
      let run = try hunt.run(seed: seed, &census)
      let name = run.violated.map { run.scenario.expectations[$0].name }
      // See the known findings: whoever opens a log while it is written misses a line.
      if scene == .forge, name == "streams-are-complete" { continue }
      #expect(name == nil, "\(scene) seed \(seed): \(run.violation?.words ?? "")")
    }
  }

  /// What the swarm has found of the machines as they are.
  ///
  /// Once one is mended this says so.
  @Test(arguments: [
    (PlainScene.forge, UInt64(5), "streams-are-complete"),
    (.migration, 439, "migration-is-lossless"),
    (.desk, 1_572, "never-the-wrong-target"),
  ])
  func knownFindingIsStillThere(_ scene: PlainScene, _ seed: UInt64, _ name: String) throws {
    var census: Census?
    let run = try Hunt(scene.scenario).run(seed: seed, &census)
    withKnownIssue { #expect(run.violated == nil) }
    #expect(run.violated.map { run.scenario.expectations[$0].name } == name)
  }

  // MARK: - Flaws

  /// Earlier systems whose flaws need what no plain scene has: a mass death on a board, the reset of
  /// a person.
  private static let neverFound = ["reference-rules", "claude-squad"]

  @Test(arguments: PlantedFlaw.systems.map(\.name).filter { !neverFound.contains($0) })
  func earlierSystemIsFound(_ name: String) throws {
    let flaw = try #require(PlantedFlaw.systems.first { $0.name == name })
    #expect(try count(flaw, .swarm) != nil)
  }

  @Test(arguments: [
    "two-witnesses", "run-key-checked", "rollback", "acknowledged-by-runner", "descendants-ended",
    "identity-before-signal", "absent-is-ended", "living-adopted", "restores-are-asked",
    "only-owned-is-swept", "handles-kept", "killed-stays-killed",
  ])
  func missingSafeguardIsFound(_ name: String) throws {
    let flaw = try #require(PlantedFlaw.safeguards.first { $0.variant.without == [name] })
    #expect(try count(flaw, .swarm) != nil)
  }

  @Test func timeAloneFindsLessThanTheSwarm() throws {
    let flaw = try #require(PlantedFlaw.safeguards.first { $0.variant.without == ["rollback"] })
    #expect(try count(flaw, .time, limit: 20) == nil)
    #expect(try count(flaw, .swarm) != nil)
  }

  private func count(
    _ flaw: PlantedFlaw, _ driver: Driver, limit: Int = 300
  ) throws -> Int? {
    let hunt = Hunt(
      flaw.scene.scenario, changes: flaw.changes, violates: flaw.violates, driver: driver)
    return try hunt.runCount(untilFoundBy: 1, limit: limit)
  }

  // MARK: - What is found is a scenario

  @Test func findingReplaysAsAScenarioOfItsOwn() throws {
    let flaw = try #require(PlantedFlaw.safeguards.first { $0.variant.without == ["rollback"] })
    let hunt = Hunt(flaw.scene.scenario, changes: flaw.changes)
    var census: Census?
    for seed: UInt64 in 1...300 {
      let run = try hunt.run(seed: seed, &census)
      guard let place = run.violated else { continue }
      let failure = try #require(
        try Failure(of: run.scenario, changes: run.changes, seed: seed, expectation: place))
      #expect(failure.violation.words == run.violation?.words)
      #expect(failure.violation.event == run.violation?.event)
      #expect(failure.eventCount == run.eventCount)
      return
    }
    Issue.record("nothing was found")
  }
}
