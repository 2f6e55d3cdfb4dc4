import Search
import SearchSupport
import Testing

/// The two drivers that draw.
@Suite struct WalkTests {
  private typealias Arrow = Graph.Arrow

  @Test func everyEndingIsTold() {
    func ending(_ graph: Graph, stepCount_max: Int = 9) -> [WalkResult] {
      var walk = Walk(from: graph, stepCount_max: stepCount_max)
      var priorities = PriorityWalk(
        from: graph, actorCount: 1, stepCount_max: stepCount_max, depth: 2)
      return [walk.run(seed: 1), priorities.run(seed: 1)]
    }
    func both(_ stepCount: Int, _ ending: Ending) -> [WalkResult] {
      Array(repeating: WalkResult(stepCount: stepCount, ending: ending), count: 2)
    }
    #expect(ending(Graph([Arrow(0, 1)], wrong: [1: "one"])) == both(1, .violated("one")))
    #expect(ending(Graph([Arrow(0, 1)], kept: [1])) == both(1, .atRest))
    #expect(ending(Graph([Arrow(0, 1)])) == both(1, .stuck))
    #expect(ending(Graph([Arrow(0, 0)]), stepCount_max: 5) == both(5, .usedUp))
  }

  @Test func aSeedIsAScheduleThatReplays() {
    let lock = AtomicLock(actorCount: 3, isSound: false)
    var walk = Walk(from: lock, stepCount_max: 100)
    var priorities = PriorityWalk(from: lock, actorCount: 3, stepCount_max: 30, depth: 3)
    var different: Set<[UInt8]> = []
    var found = 0
    for seed in 0..<500 as Range<UInt64> {
      for isByPriority in [false, true] {
        let first = isByPriority ? priorities.run(seed: seed) : walk.run(seed: seed)
        let taken = isByPriority ? priorities.taken : walk.taken
        var replay = Replay(from: lock)
        let isViolated = replay.run(taken) != nil
        #expect(isViolated == first.isViolated && replay.taken == taken)
        #expect((isByPriority ? priorities.run(seed: seed) : walk.run(seed: seed)) == first)
        #expect((isByPriority ? priorities.taken : walk.taken) == taken)
        different.insert(taken)
        if isViolated { found += 1 }
      }
    }
    #expect(different.count > 300)
    #expect(found > 10)
  }

  @Test func stepsAreDrawnEvenly() {
    let fork = Graph([Arrow(0, 1), Arrow(0, 2, by: 1), Arrow(0, 3, by: 2)], kept: [1, 2, 3])
    var walk = Walk(from: fork, stepCount_max: 9)
    var priorities = PriorityWalk(from: fork, actorCount: 3, stepCount_max: 9, depth: 1)
    var counts = [Int](repeating: 0, count: 8)
    for seed in 0..<3_000 as Range<UInt64> {
      _ = walk.run(seed: seed)
      counts[walk.state.place] += 1
      _ = priorities.run(seed: seed)
      counts[4 + priorities.state.place] += 1
    }
    // 1,000 each, give or take five times the square root of 3,000 * 1/3 * 2/3.
    for place in [1, 2, 3, 5, 6, 7] { #expect((870...1_130).contains(counts[place])) }
  }

  @Test(arguments: [1, 2, 3])
  func aFlawOfItsDepthIsFoundAsOftenAsIsGuaranteed(depth: Int) {
    let system = Alternation(depth: depth, actorCount: 3, otherSteps: 4)
    let count = 10_000
    let found = hits(system, depth: depth, count: count)
    var chance = 1.0 / 3
    for _ in 1..<depth { chance /= Double(system.stepCount) }
    let expected = chance * Double(count)
    // The bound itself, less four standard deviations.
    #expect(Double(found) >= expected - 4 * expected.squareRoot(), "\(found) of \(expected)")
  }

  @Test(arguments: [2, 3])
  func aFlawThatIsDeeperIsNotFoundAtAll(depth: Int) {
    let system = Alternation(depth: depth, actorCount: 3, otherSteps: 4)
    #expect(hits(system, depth: depth - 1, count: 3_000) == 0)
  }

  private func hits(_ system: Alternation, depth: Int, count: Int) -> Int {
    var walk = PriorityWalk(
      from: system, actorCount: 3, stepCount_max: system.stepCount, depth: depth)
    var found = 0
    for seed in 0..<UInt64(count) where walk.run(seed: seed).isViolated { found += 1 }
    return found
  }
}
