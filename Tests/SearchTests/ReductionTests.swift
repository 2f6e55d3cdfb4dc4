import Search
import Testing

/// Every reduction against the search that leaves nothing out, over thousands of small systems.
@Suite struct ReductionTests {
  private static let count: UInt64 = 1_000

  /// What a search says, without how it got there.
  private func outcome(_ result: ProofResult<UInt8>) -> Int? {
    result.counterexample?.steps.count
  }

  private func full(_ system: RandomSystem, depth: Int = .max) -> ProofResult<UInt8> {
    Proof(from: system, limits: ProofLimits(depth: depth), reductions: []).run()
  }

  private func expectSame(_ reductions: Reductions, _ system: RandomSystem, _ seed: UInt64) {
    let plain = full(system)
    let reduced = Proof(from: system, reductions: reductions).run()
    #expect(outcome(reduced) == outcome(plain), "seed \(seed)")
    #expect(reduced.counterexample?.isShortest != false, "seed \(seed)")
    if let found = reduced.counterexample {
      var replay = Replay(from: system)
      #expect(replay.run(found.steps) == found.violation, "seed \(seed)")
      #expect(replay.taken == found.steps, "seed \(seed)")
    } else {
      #expect(reduced.verdict == .holds && plain.verdict == .holds, "seed \(seed)")
      #expect(reduced.tally.states <= plain.tally.states, "seed \(seed)")
    }
  }

  @Test(arguments: [Reductions.localSteps, .sleepSets, [.localSteps, .sleepSets]])
  func whatIsLeftOutOfAnySystemChangesNoVerdict(reductions: Reductions) {
    for seed in 0..<Self.count {
      var system = RandomSystem(seed: seed)
      if !reductions.contains(.localSteps) { system = RandomSystem(seed: seed + 10_000) }
      expectSame(reductions, system, seed)
    }
  }

  @Test(arguments: [Reductions.symmetry, .all])
  func whatIsLeftOutOfSymmetricSystemsChangesNoVerdict(reductions: Reductions) {
    for seed in 0..<Self.count {
      expectSame(reductions, RandomSystem(seed: seed, isSymmetric: true), seed)
    }
  }

  @Test func theSystemsAreNotAllAlike() {
    var holds = 0
    var states = 0
    var fewerStates = 0
    var fewerSteps = 0
    for seed in 0..<300 as Range<UInt64> {
      let system = RandomSystem(seed: seed)
      let plain = full(system)
      guard plain.verdict == .holds else { continue }
      holds += 1
      states += plain.tally.states
      let local = Proof(from: system, reductions: .localSteps).run()
      if local.tally.states < plain.tally.states { fewerStates += 1 }
      let sleeping = Proof(from: system, reductions: .sleepSets).run()
      #expect(sleeping.tally.states == plain.tally.states, "seed \(seed)")
      if sleeping.tally.transitions < plain.tally.transitions { fewerSteps += 1 }
    }
    #expect((60...260).contains(holds))
    #expect(states / holds > 30, "\(states) states of \(holds)")
    #expect(fewerStates > holds / 3)
    #expect(fewerSteps > holds / 3)
  }

  @Test func theDepthIsThatOfTheStatesWithSleepSetsToo() {
    for seed in 0..<400 as Range<UInt64> {
      let system = RandomSystem(seed: seed)
      for depth in [2, 5] {
        let limits = ProofLimits(depth: depth)
        let plain = Proof(from: system, limits: limits, reductions: []).run()
        let sleeping = Proof(from: system, limits: limits, reductions: .sleepSets).run()
        #expect(outcome(sleeping) == outcome(plain), "seed \(seed)")
        if plain.counterexample == nil {
          #expect(sleeping.tally.states == plain.tally.states, "seed \(seed)")
          #expect(sleeping.tally.depth == plain.tally.depth, "seed \(seed)")
        }
      }
    }
  }

  @Test(arguments: [Reductions.sleepSets, .localSteps])
  func aWrongDeclarationMakesAWrongProof(reductions: Reductions) {
    var wrong = 0
    for seed in 0..<400 as Range<UInt64> {
      var system = RandomSystem(seed: seed)
      let plain = full(system)
      system.liesAboutOrder = reductions == .sleepSets
      system.liesAboutSight = reductions == .localSteps
      let reduced = Proof(from: system, reductions: reductions).run()
      if plain.counterexample != nil && reduced.verdict == .holds { wrong += 1 }
    }
    #expect(wrong > 0)
  }
}
