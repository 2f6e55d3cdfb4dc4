import Search
import SearchSupport
import Testing

/// Failing lists of steps become shorter and stay what they are.
@Suite struct ShrinkerTests {
  private typealias Arrow = Graph.Arrow

  /// The first seeds under which the wrappers of `RuleLock` fail.
  private static let failing: [UInt64] = {
    var walk = Walk(from: RuleLock(), stepCount_max: 100)
    var failing: [UInt64] = []
    var seed: UInt64 = 0
    while failing.count < 10 && seed < 50_000 {
      if walk.run(seed: seed).isViolated { failing.append(seed) }
      seed += 1
    }
    return failing
  }()

  @Test func longRunsOfTheLocksShrinkToTheShortest() throws {
    let lock = RuleLock()
    var walk = Walk(from: lock, stepCount_max: 100)
    var shrinker = Shrinker(from: lock)
    var shrunkCount = 0
    for seed in Self.failing {
      _ = walk.run(seed: seed)
      let answer = shrinker.shrink(walk.taken)
      let shrunk = try #require(answer)
      #expect(shrunk.steps.count == 8)
      #expect(shrunk.isProvenShortest)
      var replay = Replay(from: lock)
      #expect(replay.run(shrunk.steps) == shrunk.violation && replay.taken == shrunk.steps)
      shrunkCount += 1
    }
    #expect(shrunkCount == 10)
  }

  @Test func withoutTheProofItSaysSoAndIsStillShort() throws {
    let lock = RuleLock()
    var walk = Walk(from: lock, stepCount_max: 100)
    var shrinker = Shrinker(from: lock, proof: ProofLimits(states: 5))
    var total = 0
    var before = 0
    for seed in Self.failing {
      _ = walk.run(seed: seed)
      let answer = shrinker.shrink(walk.taken)
      let shrunk = try #require(answer)
      #expect(!shrunk.isProvenShortest)
      total += shrunk.steps.count
      before += walk.taken.count
    }
    #expect(total < before)
  }

  @Test func whatFailsInAnotherWayIsNoSuccess() throws {
    let arrows = [Arrow(0, 1), Arrow(1, 2), Arrow(2, 3), Arrow(0, 4), Arrow(3, 5)]
    let graph = Graph(arrows, wrong: [4: "four", 5: "five"])
    var shrinker = Shrinker(from: graph)
    let way = [Arrow(0, 1), Arrow(1, 2), Arrow(2, 3), Arrow(3, 5)]
    let answer = shrinker.shrink(way)
    let shrunk = try #require(answer)
    #expect(shrunk.violation == "five" && shrunk.steps == way && shrunk.isProvenShortest)
  }

  @Test func aWayThatNoRemovalLeadsToIsFound() throws {
    let graph = Graph(
      [Arrow(0, 1), Arrow(1, 2), Arrow(2, 3), Arrow(0, 9), Arrow(9, 3)], wrong: [3: "three"])
    let way = [Arrow(0, 1), Arrow(1, 2), Arrow(2, 3)]
    for limits in [ProofLimits(), ProofLimits(states: 1)] {
      var shrinker = Shrinker(from: graph, proof: limits)
      let answer = shrinker.shrink(way)
      let shrunk = try #require(answer)
      // The way over 9 shares no step with the other: only the search finds it.
      #expect(shrunk.steps.count == (limits.states == 1 ? 3 : 2))
      #expect(shrunk.isProvenShortest == (limits.states != 1))
    }
  }

  @Test func stepsThatCannotBeTakenAreLeftOut() {
    let graph = Graph([Arrow(0, 0), Arrow(0, 1)], wrong: [1: "one"])
    var shrinker = Shrinker(from: graph)
    let shrunk = shrinker.shrink([Arrow(5, 6), Arrow(0, 0), Arrow(0, 1), Arrow(1, 0)])
    #expect(shrunk?.steps == [Arrow(0, 1)])
    let nothing = shrinker.shrink([Arrow(0, 0)])
    #expect(nothing == nil)
  }
}
