import Operations
import SimulatedWorld
import Simulation
import Testing

@Suite("A universe without time")
struct TimelessTests {
  private func universe(
    _ script: [Operation], isTimeless: Bool = true, seed: UInt64 = 1
  ) -> Universe<Caller> {
    var universe = Universe.of(
      [("a", Caller(script)), ("b", Caller(script))], seed: seed, latencies: .measured)
    universe.isTimeless = isTimeless
    // The processes are made first: which pid is whose is a part of the state.
    while universe.take(where: { $0.isEntrance }) {}
    return universe
  }

  /// The states after one pending effect of each actor, in both orders.
  private func hashes(of universe: consuming Universe<Caller>) -> [Digest] {
    let candidates = universe.enabled(reach: .unlimited).filter { candidate in
      if case .effect = candidate.what { true } else { false }
    }
    guard candidates.count == 2 else {
      Issue.record("\(universe.enabled(reach: .unlimited).map(\.what))")
      return []
    }
    return [candidates, candidates.reversed()].map { order in
      var universe = universe.copy()
      for candidate in order { universe.take(candidate) }
      return universe.stateHash()
    }
  }

  @Test("comes to one state by either order of two independent operations")
  func orders() {
    let script: [Operation] = [.process(.probe(pid: 1)), .timer(.seconds(3))]
    for seed: UInt64 in 1...20 {
      let timeless = hashes(of: universe(script, seed: seed))
      #expect(timeless.count == 2 && timeless[0] == timeless[1])
    }
    // With time the two are apart: what is pending is so far away.
    let timed = hashes(of: universe(script, isTimeless: false))
    #expect(timed.count == 2 && timed[0] != timed[1])
  }

  @Test("tells states apart in which something else is so")
  func states() {
    let script: [Operation] = [.file(.write(Text("/tmp/x"), content: Text("y"))), .drawNumber]
    var hashes: Set<Digest> = []
    var universe = universe(script)
    hashes.insert(universe.stateHash())
    while let first = universe.enabled(reach: .unlimited).first {
      universe.take(first)
      hashes.insert(universe.stateHash())
    }
    #expect(hashes.count == 7, "\(hashes.count)")
  }

  @Test("does not depend on how long something is away, or on the seed")
  func distances() {
    func hash(_ time: Interval, _ seed: UInt64) -> Digest {
      var universe = universe([.timer(time)], seed: seed)
      return universe.enabled(reach: .unlimited).isEmpty ? Digest() : universe.stateHash()
    }
    #expect(hash(.seconds(1), 1) == hash(.seconds(900), 1))
  }

  @Test("has a clock that does not jump")
  func clock() {
    var universe = universe([.timer(.seconds(3_600)), .process(.whoAmI), .timer(.seconds(7_200))])
    let before = universe.now
    var count = 0
    while let last = universe.enabled(reach: .unlimited).last {
      universe.take(last)
      count += 1
    }
    #expect(count >= 6)
    #expect(universe.now == before + Interval(nanoseconds: Int64(count)))
  }

  @Test("draws numbers that depend on who draws, and how often it has, alone")
  func numbers() {
    func drawn(_ seed: UInt64, isTimeless: Bool) -> [[Outcome]] {
      var universe = universe([.drawNumber, .drawNumber, .drawNumber], isTimeless: isTimeless)
      var chooser = AtRandom(seed: seed)
      while let place = choice(&universe, &chooser) {
        universe.take(universe.enabled(reach: .unlimited)[place])
      }
      return [universe.outcomes(of: "a"), universe.outcomes(of: "b")]
    }
    let first = drawn(1, isTimeless: true)
    // Whoever makes a token of one leaves out its last bits.
    let all = first.flatMap { $0 }.compactMap {
      if case .number(let n) = $0 { n >> 11 } else { nil }
    }
    #expect(all.count == 6)
    for place in all.indices {
      let others = all[..<place]
      #expect(!others.contains(all[place]), "\(all[place]) was drawn twice")
    }
    var seen: [[[Outcome]]] = []
    for seed: UInt64 in 1...20 {
      #expect(drawn(seed, isTimeless: true) == first)
      let timed = drawn(seed, isTimeless: false)
      if !seen.contains(timed) { seen.append(timed) }
    }
    #expect(seen.count > 1, "with time they are drawn from one stream")
  }

  private func choice(
    _ universe: inout Universe<Caller>, _ chooser: inout AtRandom
  ) -> Int? {
    let candidates = universe.enabled(reach: .unlimited)
    return candidates.isEmpty ? nil : chooser.choose(among: candidates)
  }
}

extension Universe where M: Machine {
  /// Takes the first pending event of a kind; false when there is none.
  fileprivate mutating func take(where isWanted: (Candidate.What) -> Bool) -> Bool {
    guard let one = enabled(reach: .unlimited).first(where: { isWanted($0.what) }) else {
      return false
    }
    take(one)
    return true
  }
}

extension Candidate.What {
  /// Whether somebody comes on or begins.
  fileprivate var isEntrance: Bool {
    switch self {
    case .fault, .start: true
    default: false
    }
  }
}
