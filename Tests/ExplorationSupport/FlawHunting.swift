import Exploration
import Scenarios
import Search

/// How long and how often flaws are hunted.
package struct FlawHunting: Sendable {
  /// How many hunts there are for each flaw and driver.
  package var hunts = 30
  /// After how many runs a hunt is given up.
  package var limit = 300
  /// How many hunts in a row may find nothing before there are no more.
  package var patience = 2
  /// After how many runs in all there is no other hunt.
  package var runsMax = 1_500
  /// After how many events a run is given up.
  package var eventsMax: Int64 = 100_000
  /// After how many states a proof is given up.
  package var states = 30_000

  /// As many as the table has.
  package init() {}

  /// Hunts a flaw by a driver.
  package func cell(
    _ flaw: HuntedFlaw, _ base: HuntedFlaw.Base, _ driver: Driver
  ) throws(StagingError) -> FlawCell {
    let hunt = Hunt(
      flaw.scene(base), changes: flaw.red.changes, violates: flaw.violates, driver: driver,
      eventsMax: eventsMax, takesAnyInVariations: true)
    var stage = HuntStage()
    var cell = FlawCell()
    var runCount = 0
    for number in 1...UInt64(hunts) {
      if let find = try hunt.find(hunt: number, limit: limit, on: &stage) {
        cell.runCounts.append(find.runCount)
        if find.expectation == nil { cell.endlessCount += 1 }
        runCount += find.runCount
      } else {
        cell.missCount += 1
        runCount += limit
      }
      if runCount >= runsMax || !cell.isFound && cell.missCount >= patience { break }
    }
    return cell
  }

  /// In how many states a proof finds a flaw; nil when it does not, or cannot go through what counts.
  ///
  /// What the file scripts is in the proof; from the plain base anybody may crash once, and its pid
  /// become a stranger's.
  package func states(
    _ flaw: HuntedFlaw, _ base: HuntedFlaw.Base
  ) throws(StagingError) -> Int? {
    var scenario = flaw.scene(base)
    if !flaw.violates.isEmpty {
      scenario.expectations.removeAll { !flaw.violates.contains($0.name) }
    }
    var bounds = ProofBounds()
    bounds.states = states
    bounds.crashes = base == .plain ? 1 : 0
    bounds.reusesPids = base == .plain
    let proof = try ScenarioProof(scenario, changes: flaw.red.changes, bounds: bounds)
    guard case .violated = proof.conclusion else { return nil }
    let control = try ScenarioProof(scenario, bounds: bounds)
    if case .violated = control.conclusion { return nil }
    return proof.tally.states
  }
}
