import Operations
import Search
import Testing

/// What is promised comes about, at the end or again and again.
@Suite struct PromiseTests {
  private typealias Arrow = Graph.Arrow
  private let stuck = "what was promised has not come about, and nothing can happen"
  private let endless = "what was promised never comes about, and everybody goes on"

  @Test func anEndWithoutItIsFound() {
    let graph = Graph([Arrow(0, 1), Arrow(1, 2), Arrow(0, 3)], kept: [2])
    let found = Proof(from: graph).runWithPromise().counterexample
    #expect(found?.violation == stuck)
    #expect(found?.steps == [Arrow(0, 3)])
    #expect(found?.isShortest == true)
    let sound = Graph([Arrow(0, 1), Arrow(1, 2), Arrow(0, 2)], kept: [2])
    #expect(Proof(from: sound).runWithPromise().verdict == .holds)
  }

  @Test func aCycleWithoutItIsFoundWithTheWayThere() {
    let graph = Graph([Arrow(0, 1), Arrow(1, 2), Arrow(2, 3), Arrow(3, 1), Arrow(2, 4)], kept: [4])
    let found = Proof(from: graph).runWithPromise().counterexample
    #expect(found?.violation == endless)
    #expect(found?.steps == [Arrow(0, 1)])
    #expect(found?.cycle == [Arrow(1, 2), Arrow(2, 3), Arrow(3, 1)])
    let kept = Graph(graph.arrows, kept: [3, 4])
    #expect(Proof(from: kept).runWithPromise().verdict == .holds)
  }

  @Test func aCycleOnWhichSomebodyWaitsForEverDoesNotCount() {
    let waiting = Graph(
      [Arrow(0, 1), Arrow(1, 0), Arrow(0, 2, by: 1), Arrow(1, 2, by: 1)], kept: [2])
    #expect(Proof(from: waiting).runWithPromise().verdict == .holds)
    // Now and then actor 1 cannot go: nobody is bound to let it.
    let blocked = Graph([Arrow(0, 1), Arrow(1, 0), Arrow(0, 2, by: 1)], kept: [2])
    #expect(Proof(from: blocked).runWithPromise().counterexample?.cycle.count == 2)
    // What is nobody's need not happen.
    let crash = Graph([Arrow(0, 0), Arrow(0, 2, by: nil)], kept: [2])
    #expect(Proof(from: crash).runWithPromise().counterexample?.cycle == [Arrow(0, 0)])
  }

  @Test func aStateThatWasReachedBeforeDoesNotHideABrokenPromise() {
    // Stateright 0.31 forgets what a path still owes when it comes to a state that is known: the
    // way over 1, where the promise is kept, is first at 3, and the way over 2 is dropped there.
    let joined = Graph([Arrow(0, 1), Arrow(0, 2), Arrow(1, 3), Arrow(2, 3)], kept: [1])
    #expect(Proof(from: joined).runWithPromise().counterexample?.violation == stuck)
    // A promise to happen once is kept in the state; then the two ways do not meet.
    let once = Graph([Arrow(0, 1), Arrow(0, 2), Arrow(1, 3), Arrow(2, 4)], kept: [1, 3])
    #expect(
      Proof(from: once).runWithPromise().counterexample?.steps == [Arrow(0, 2), Arrow(2, 4)])
    // A cycle has no last state; there it looks at none.
    let round = Graph([Arrow(0, 1), Arrow(1, 0), Arrow(0, 2)], kept: [2])
    #expect(Proof(from: round).runWithPromise().counterexample?.violation == endless)
  }

  @Test func theBoundsAreNamedHereToo() {
    let chain = Graph((0..<9).map { Arrow($0, $0 + 1) }, kept: [9])
    func verdict(_ limits: ProofLimits) -> Verdict<Graph.Arrow> {
      Proof(from: chain, limits: limits).runWithPromise().verdict
    }
    #expect(verdict(ProofLimits()) == .holds)
    #expect(verdict(ProofLimits(depth: 9)) == .holds)
    #expect(verdict(ProofLimits(depth: 8)) == .stopped(by: .depth))
    #expect(verdict(ProofLimits(states: 9)) == .stopped(by: .states))
    #expect(verdict(ProofLimits(transitions: 8)) == .stopped(by: .transitions))
    #expect(verdict(ProofLimits(bytes: 1000)) == .stopped(by: .bytes))
  }

  @Test func randomSystemsAreJudgedAsByFixedPoints() {
    var stuckCount = 0
    var endlessCount = 0
    var holdCount = 0
    for seed in 0..<1_500 as Range<UInt64> {
      let system = RandomSystem(seed: seed)
      guard let liveness = Liveness(system, states_max: 400) else { continue }
      let found = Proof(from: system).runWithPromise()
      switch found.counterexample?.violation {
      case stuck:
        stuckCount += 1
        #expect(liveness.canBeStuck, "seed \(seed)")
      case endless:
        endlessCount += 1
        #expect(!liveness.canBeStuck && liveness.canBeEndless, "seed \(seed)")
        if let found = found.counterexample { expectFair(found, system, seed) }
      default:
        holdCount += 1
        #expect(!liveness.canBeStuck && !liveness.canBeEndless, "seed \(seed)")
      }
    }
    #expect(stuckCount > 50 && endlessCount > 50 && holdCount > 50)
  }

  /// The steps lead round, the promise is kept nowhere on the way, and nobody is kept waiting.
  private func expectFair(
    _ found: Counterexample<UInt8>, _ system: RandomSystem, _ seed: UInt64
  ) {
    var state = system
    for step in found.steps { state.take(step) }
    let begin = fingerprint(of: state)
    var waiting: [Int] = [0, 1, 2]
    for step in found.cycle {
      var enabled: [UInt8] = []
      state.enabled(into: &enabled)
      #expect(enabled.contains(step) && !state.isPromiseKept, "seed \(seed)")
      let able = enabled.compactMap { state.actor(of: $0) }
      waiting.removeAll { !able.contains($0) || $0 == state.actor(of: step) }
      state.take(step)
    }
    #expect(!found.cycle.isEmpty && fingerprint(of: state) == begin, "seed \(seed)")
    #expect(waiting == [], "seed \(seed)")
  }

  private func fingerprint(of state: RandomSystem) -> Digest {
    var digest = Digest()
    state.fold(into: &digest)
    return digest
  }
}
