import Operations
import SimulatedWorld
import SimulationSupport
import Testing

@testable import Simulation

/// Anything at all, in whole universes with every fault.
@Suite("A storm")
struct StormTests {
  private static let seeds: UInt64 = 160
  /// The limits of one of the twenty rounds of a run.
  private static let limits = RunLimits(until: Instant.start + .seconds(600), events: 50)

  @Test("comes to the same in every way of running it, and leaves everything in order")
  func campaign() {
    var census = StormCensus()
    for seed in 0..<Self.seeds {
      var recorded = Storm.universe(seed: seed)
      recorded.trace.record(true)
      let halt = Storm.run(&recorded, Self.limits) { universe in
        universe.checkInvariants()
        universe.world.checkInvariants()
      }
      census.add(halt)
      census.add(recorded.trace)

      var silent = Storm.universe(seed: seed)
      var half = Storm.run(&silent, Self.limits, 0..<9)
      var copy = silent.copy()
      var choosing = half
      var chooser = ByTime()
      for round in 9..<20 {
        if half == .eventsTaken { half = Storm.run(&silent, Self.limits, round..<round + 1) }
        guard choosing == .eventsTaken else { continue }
        Storm.work(on: &copy, round)
        choosing = copy.run(by: &chooser, Self.limits)
      }
      #expect(half == halt && choosing == halt, "seed \(seed)")
      #expect(silent.digest == recorded.digest, "seed \(seed): \(parting(seed))")
      #expect(copy.digest == recorded.digest, "seed \(seed), by a chooser in a copy")
      #expect(silent.stateHash() == recorded.stateHash(), "seed \(seed)")
      #expect(copy.stateHash() == recorded.stateHash(), "seed \(seed), by a chooser in a copy")
      clearAway(&recorded, seed)
    }
    #expect(census.missing == [])
  }

  @Test("keeps its invariants whoever chooses")
  func choosers() {
    for seed in 0..<20 as Range<UInt64> {
      var universe = Storm.universe(seed: seed)
      var chooser = AtRandom(seed: seed, reach: .milliseconds(500))
      for round in 0..<8 {
        Storm.work(on: &universe, round)
        _ = universe.run(by: &chooser, RunLimits(events: 60))
        universe.checkInvariants()
        universe.world.checkInvariants()
      }
      clearAway(&universe, seed)
    }
  }

  /// Lets everybody die and everything come to rest: then nothing may be left.
  private func clearAway(_ universe: inout Universe<Storm>, _ seed: UInt64) {
    for _ in 0..<50 {
      universe.strike(.powerFailure)
      if universe.run(RunLimits(until: universe.now + .seconds(15), events: 20_000)) == .atRest {
        break
      }
    }
    universe.strike(.powerFailure)
    #expect(universe.run(RunLimits(events: 100_000)) == .atRest, "seed \(seed)")
    universe.checkInvariants()
    universe.world.checkInvariants()
    #expect(universe.table.count == 0, "seed \(seed): places that nobody frees")
    #expect(universe.freeListings.count == universe.listings.count, "seed \(seed)")
  }

  /// Where two runs of a seed part, in words.
  private func parting(_ seed: UInt64) -> String {
    var first = Storm.universe(seed: seed)
    var second = Storm.universe(seed: seed)
    guard let divergence = first.firstDivergence(from: &second, within: 1_000) else {
      return "two plain runs are the same"
    }
    return first.report(divergence)
  }
}
