import Exploration
import ExplorationSupport
import Lifecycle
import Operations
import Properties
import Scenarios
import Simulation
import Testing

@Suite struct CensusTests {
  /// A census of some seeds of a scene.
  private func census(_ scene: PlainScene, _ seeds: ClosedRange<UInt64>) throws -> Census {
    let hunt = Hunt(scene.scenario)
    var census: Census? = Census()
    for seed in seeds { _ = try hunt.run(seed: seed, &census) }
    return try #require(census)
  }

  @Test func partsAddUpToTheWholeInAnyOrder() throws {
    let whole = try census(.locks, 1...30)
    let parts = [
      try census(.locks, 1...7), try census(.locks, 8...21), try census(.locks, 22...30),
    ]
    for order in [[0, 1, 2], [2, 0, 1], [1, 2, 0]] {
      var sum = Census()
      for place in order { sum.merge(parts[place]) }
      #expect(sum == whole)
    }
    var right = parts[1]
    right.merge(parts[2])
    var left = parts[0]
    left.merge(right)
    #expect(left == whole)
    #expect(whole.runCount == 30 && whole.runs(with: .lock) == 30)
  }

  @Test func runIsTheSameWhetherSomebodyCountsOrNot() throws {
    for scene in PlainScene.allCases {
      let variation = Swarm(scene.scenario).variation(seed: 5)
      var silent = try Play(variation.scenario, seed: 5)
      silent.run()
      var counted = try Play(variation.scenario, seed: 5)
      counted.lookout = SituationWatch()
      counted.run()
      #expect(silent.universe.digest == counted.universe.digest)
      #expect(silent.universe.eventCount == counted.universe.eventCount)
    }
  }

  /// The situations that no plain scene comes into in so many runs; whoever reaches one takes it
  /// out.
  private let neverReached: [Situation] = [
    .reactionOvertaken, .reactionRepeated, .turnedAway,
  ]

  @Test func everyClassStrikesAndEverySituationIsReachedSomewhere() throws {
    var all = Census()
    for scene in PlainScene.allCases { all.merge(try census(scene, 1...150)) }
    for fault in FaultClass.allCases {
      #expect(all.drawn(fault).count > 0, "\(fault.text) was never drawn")
      #expect(all.struck(fault).count > 0, "\(fault.text) never struck")
    }
    let missing = all.neverReached.filter { !neverReached.contains($0) }
    #expect(missing.isEmpty, "never reached: \(missing.map(\.text))")
    for name in PropertyName.allCases where name != .deterministic {
      #expect(all.exercises(of: name).count > 0, "\(name.text) was never put to the test")
    }
  }

  @Test func whatWasNeverReachedIsOnlyAskedOfSystemsInPlay() throws {
    let plain = try census(.locks, 1...2)
    #expect(plain.neverReached.allSatisfy { $0.kinds.contains(.lock) })
    #expect(plain.neverReached.contains(.answerLate) || plain.visits(to: .answerLate).count > 0)
    #expect(Census().neverReached.isEmpty)
  }

  @Test func everySituationHasASentenceAWordAndASystem() {
    let words = Situation.allCases.map(\.text)
    for (place, situation) in Situation.allCases.enumerated() {
      #expect(situation.sentence.hasSuffix("."))
      #expect(!situation.kinds.isEmpty)
      #expect(words.firstIndex(of: words[place]) == place)
    }
  }
}
