import Search
import SearchSupport
import Testing

/// Exhaustive search on models whose every state is known.
@Suite struct ProofTests {
  private typealias Arrow = Graph.Arrow

  @Test func theShortestWayToAViolationIsFound() {
    let graph = Graph(
      [Arrow(0, 1), Arrow(1, 2), Arrow(2, 5), Arrow(0, 3), Arrow(3, 5), Arrow(5, 6)],
      wrong: [5: "five", 6: "six"])
    let found = Proof(from: graph).run()
    #expect(
      found.verdict
        == .violated(
          Counterexample(
            violation: "five", steps: [Arrow(0, 3), Arrow(3, 5)], isShortest: true)))
    #expect(found.tally.depth == 2)
  }

  @Test func anotherViolationIsNoSuccessAndEndsTheRun() {
    let arrows = [Arrow(0, 1), Arrow(1, 2), Arrow(0, 3), Arrow(3, 4), Arrow(4, 2)]
    let graph = Graph(arrows, wrong: [1: "one", 2: "two"])
    #expect(Proof(from: graph, wanted: "two").run().counterexample?.steps.count == 3)
    #expect(Proof(from: graph, wanted: "three").run().verdict == .holds)
    #expect(Proof(from: graph).run().counterexample?.violation == "one")
  }

  @Test func aSystemThatBeginsWronglyFailsWithoutAStep() {
    let graph = Graph([Arrow(0, 1)], wrong: [0: "zero"])
    #expect(Proof(from: graph).run().counterexample?.steps == [])
  }

  @Test func everyBoundIsNamedAndOnlyWhenItCutsSomethingOff() {
    let chain = Graph((0..<9).map { Arrow($0, $0 + 1) })
    func verdict(_ limits: ProofLimits) -> Verdict<Arrow> {
      Proof(from: chain, limits: limits).run().verdict
    }
    #expect(verdict(ProofLimits(depth: 8)) == .stopped(by: .depth))
    #expect(verdict(ProofLimits(depth: 9)) == .holds)
    #expect(verdict(ProofLimits(states: 9)) == .stopped(by: .states))
    #expect(verdict(ProofLimits(states: 10)) == .holds)
    #expect(verdict(ProofLimits(transitions: 8)) == .stopped(by: .transitions))
    #expect(verdict(ProofLimits(transitions: 9)) == .holds)
    #expect(verdict(ProofLimits(bytes: 1000)) == .stopped(by: .bytes))
  }

  @Test func everythingIsCounted() {
    let diamond = Graph([Arrow(0, 1), Arrow(0, 2), Arrow(1, 3), Arrow(2, 3), Arrow(3, 3)])
    let tally = Proof(from: diamond).run().tally
    #expect(tally.states == 4)
    #expect(tally.transitions == 5)
    #expect(tally.depth == 2)
    #expect(tally.bytes > 4 * 24)
  }

  @Test func localStepsAreTakenAtOnceAndStandInTheCounterexample() {
    let graph = Graph(
      [Arrow(0, 1, isLocal: true), Arrow(1, 2), Arrow(2, 3, isLocal: true), Arrow(3, 4)],
      wrong: [4: "four"])
    let found = Proof(from: graph).run()
    #expect(found.counterexample?.steps == graph.arrows)
    #expect(found.counterexample?.isShortest == true)
    #expect(found.tally.states == 2)
  }

  @Test func whatGoesWrongInALocalStepIsSeen() {
    let graph = Graph([Arrow(0, 1), Arrow(1, 2, isLocal: true)], wrong: [2: "two"])
    #expect(Proof(from: graph).run().counterexample?.steps == graph.arrows)
  }

  @Test func whoeverCanDoSomethingElseHasNoLocalStep() {
    let graph = Graph(
      [Arrow(0, 1, isLocal: true), Arrow(0, 2, isLocal: true), Arrow(2, 3)], wrong: [3: "three"])
    #expect(Proof(from: graph).run().counterexample?.steps.count == 2)
  }

  @Test func anEndlessLocalRunHidesNobody() {
    let endless = Graph(
      [Arrow(0, 1, isLocal: true), Arrow(1, 0, isLocal: true), Arrow(0, 2, by: 1)],
      wrong: [2: "two"])
    #expect(Proof(from: endless).run().counterexample?.steps == [Arrow(0, 2, by: 1)])
  }

  @Test func theLocksAreSoundAndTheirFlawedFormsAreNot() {
    #expect(Proof(from: AtomicLock(actorCount: 3, isSound: true)).run().verdict == .holds)
    let race = Proof(from: AtomicLock(actorCount: 3, isSound: false)).run().counterexample
    #expect(race?.steps.count == 8)
    #expect(race?.isShortest == true)
    let rules = Proof(from: RuleLock()).run()
    #expect(rules.counterexample?.steps.count == 8)
  }

  /// The figures are those of `pan`, compiled with -DNOREDUCE, -DNP and -DROUNDS.
  @Test(arguments: [(2, 1, 101, 177), (2, 2, 389, 725), (3, 1, 1_308, 3_241)])
  func theFolderLockHasAsManyStatesAsSpinSays(
    wrappers: Int, rounds: Int, states: Int, transitions: Int
  ) {
    let lock = FolderLock(wrapperCount: wrappers, rounds: rounds, isSound: true)
    let full = Proof(from: lock, reductions: []).run()
    #expect(full.verdict == .holds)
    #expect(full.tally.states == states)
    // Spin counts the way into the initial state as well.
    #expect(full.tally.transitions + 1 == transitions)
  }

  @Test(arguments: [Reductions.localSteps, .symmetry, .all])
  func theFolderLockIsJudgedAlikeWithReductions(reductions: Reductions) {
    func run(_ isSound: Bool, _ reductions: Reductions) -> ProofResult<UInt8> {
      let lock = FolderLock(wrapperCount: 3, rounds: 1, isSound: isSound)
      return Proof(from: lock, reductions: reductions).run()
    }
    let full = run(true, [])
    let reduced = run(true, reductions)
    #expect(reduced.verdict == .holds)
    #expect(reduced.tally.states * 2 < full.tally.states)
    let shortest = run(false, []).counterexample?.steps.count
    #expect(shortest == 19)
    #expect(run(false, reductions).counterexample?.steps.count == shortest)
    #expect(run(false, reductions).counterexample?.isShortest == true)
  }
}
