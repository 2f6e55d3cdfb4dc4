import Operations
import Properties
import ScenarioFiles
import ScenarioFolders
import Simulation
import Testing

@testable import Scenarios

/// What a run comes to does not depend on how it was begun, nor on what its properties are spared.
@Suite struct ProductionTests {
  /// What is compared of a run.
  private struct Outcome: Equatable {
    var digest: Digest
    var eventCount: Int64
    var findings: [Finding]
    var struck: [Bool]

    init(_ play: consuming Play) {
      play.run(stopsAtViolation: false)
      findings = play.findings()
      digest = play.universe.digest
      eventCount = play.universe.eventCount
      struck = play.struck
    }
  }

  private static let files = (try? ScenarioFolder.files(at: ["scenarios"])) ?? []

  @Test func libraryIsThere() { #expect(Self.files.count > 200) }

  @Test(arguments: files)
  func aStageThatIsSetOnceGivesTheSameRuns(file: String) throws {
    let scenario = try ScenarioFile.load(ScenarioFolder.bytes(of: file), file: file)
    for changes in [[]] + scenario.reds.prefix(1).map(\.changes) {
      let production = try Production(scenario, changes: changes)
      for seed in UInt64(1)...2 {
        let ordinary = Outcome(try Play(scenario, changes: changes, seed: seed))
        #expect(Outcome(production.play(seed: seed)) == ordinary, "\(file), seed \(seed)")
        var eager = production.play(seed: seed)
        eager.hearsEverything = true
        #expect(Outcome(eager) == ordinary, "\(file), seed \(seed): a concern is too narrow")
      }
    }
  }
}
