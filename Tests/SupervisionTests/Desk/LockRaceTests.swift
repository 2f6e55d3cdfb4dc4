import Scenarios
import Supervision
import SupervisionSupport
import Testing

/// What a lock has to bear: many claimers, whatever was left behind, and faults while they claim.
@Suite("The lock of a project root")
struct LockRaceTests {
  @Test(
    "has one holder at a time and is always had again, whatever was left and whatever strikes",
    arguments: LockContender.Kind.allCases)
  func never(_ kind: LockContender.Kind) {
    var runs = 0
    var acquired = 0
    for seed: UInt64 in 1...2_016 {
      var race = LockRace(kind, seed: seed)
      let violations = race.run()
      runs += 1
      acquired += race.acquiredCount
      #expect(race.holdersMax == 1, "seed \(seed)")
      #expect(violations.isEmpty, "seed \(seed): \(violations)")
    }
    #expect(runs == 2_016)
    #expect(acquired > 1_000, "\(acquired) claims succeeded in \(runs) runs")
  }
}
