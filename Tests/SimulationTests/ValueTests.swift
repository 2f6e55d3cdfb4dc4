import Operations
import SimulatedWorld
import Simulation
import Testing

@Suite("A universe is a value")
struct ValueTests {
  private func busy(seed: UInt64) -> Universe<Caller> {
    var texts = Texts()
    let child = Launch(program: texts.text("child"))
    let script = (0..<60).flatMap { number -> [Operation] in
      [
        .process(.spawn(child)), .process(.list), .timer(.milliseconds(Int64(number % 7))),
        .process(.probe(pid: Int32(300 + number))), .drawNumber,
      ]
    }
    var universe = Universe.of(
      [("a", Caller(script)), ("b", Caller(script)), ("c", Caller(script))], seed: seed,
      latencies: .measured)
    universe.arm(Rule(count: 40, perMillion: 30_000, .crashBeforeAnswer))
    universe.schedule(.restart(universe.text("a")), at: Instant.start + .seconds(2))
    universe.schedule(.restart(universe.text("b")), at: Instant.start + .seconds(3))
    return universe
  }

  @Test("the same seed gives the same digest, and another seed another", arguments: 1...20)
  func seed(_ seed: Int) {
    var first = busy(seed: UInt64(seed))
    var second = busy(seed: UInt64(seed))
    var other = busy(seed: UInt64(seed) + 1_000)
    _ = first.run()
    _ = second.run()
    _ = other.run()
    #expect(first.digest == second.digest)
    #expect(first.stateHash() == second.stateHash())
    #expect(first.digest != other.digest)
  }

  @Test("recording what happens changes no digest")
  func recording() {
    var silent = busy(seed: 4)
    var recorded = busy(seed: 4)
    recorded.trace.record(true)
    _ = silent.run()
    _ = recorded.run()
    #expect(silent.digest == recorded.digest)
    #expect(silent.trace.entries.isEmpty)
    #expect(recorded.trace.entries.count > 200)
  }

  @Test("a copy goes its own way, and goes the same way when nothing else is done to it")
  func copies() {
    var original = busy(seed: 9)
    _ = original.run(RunLimits(events: 400))
    let before = original.digest
    var same = original.copy()
    var struck = original.copy()
    struck.strike(.crash(Text("c")))
    _ = struck.run()
    #expect(original.digest == before, "the original has not moved")
    _ = same.run()
    _ = original.run()
    #expect(same.digest == original.digest)
    #expect(struck.digest != original.digest)
  }

  @Test("a state hash does not tell which way led to the state")
  func stateHash() {
    // Two independent callers take their steps in either order and end in one state.
    var hashes: Set<Digest> = []
    var digests: Set<Digest> = []
    for seed in 1...30 {
      let script: [Operation] = [.process(.whoAmI), .process(.probe(pid: 1))]
      var universe = Universe.of([("a", Caller(script)), ("b", Caller(script))])
      var chooser = AtRandom(seed: UInt64(seed))
      // The processes are made first: which pid is whose is a part of the state.
      _ = universe.step()
      _ = universe.step()
      _ = universe.run(by: &chooser, RunLimits())
      hashes.insert(universe.stateHash())
      digests.insert(universe.digest)
    }
    #expect(digests.count > 5)
    #expect(hashes.count == 1)
  }

  @Test("two universes that part are shown at the first event where they do")
  func divergence() throws {
    var left = busy(seed: 3)
    var right = busy(seed: 3)
    let early = left.firstDivergence(from: &right, within: 100)
    #expect(early == nil)
    let parted = left.eventCount
    right.strike(.stepWallClock(milliseconds: 1))
    right.arm(Rule(verb: .processList, .fail(.process(.failed(.wouldBlock)))))
    let maybeDivergence = left.firstDivergence(from: &right)
    let divergence = try #require(maybeDivergence)
    #expect(divergence.number == parted + 1, "the strike itself is in the digest")
  }

  @Test("a divergence shows what either did")
  func divergenceShowsBothSides() throws {
    var left = busy(seed: 3)
    var right = busy(seed: 3)
    right.arm(Rule(verb: .processList, skip: 20, .fail(.process(.failed(.wouldBlock)))))
    let maybeDivergence = left.firstDivergence(from: &right)
    let divergence = try #require(maybeDivergence)
    #expect(divergence.number > 50)
    #expect(divergence.left != divergence.right)
    #expect(
      divergence.right.contains { entry in
        if case .interference(_, .processList) = entry.kind { true } else { false }
      })
    let report = right.report(divergence)
    #expect(report.contains("The runs part at event \(divergence.number)."))
    #expect(report.contains("FAULT fail Resource temporarily unavailable on ps"))
    #expect(report.contains("ps -> listing"))
  }

  @Test("a recorded choice replays, and says where it does not fit any more")
  func recorded() {
    func universe() -> Universe<Caller> {
      let script = Array(repeating: Operation.process(.whoAmI), count: 10)
      return Universe.of([("a", Caller(script)), ("b", Caller(script))])
    }
    var recorder = Recorder(AtRandom(seed: 5))
    var first = universe()
    _ = first.run(by: &recorder, RunLimits())
    var replay = Recorded(recorder.choices)
    var second = universe()
    _ = second.run(by: &replay, RunLimits())
    #expect(first.digest == second.digest)
    #expect(replay.departure == nil)

    var broken = Recorded([0, 0, 99])
    var third = universe()
    _ = third.run(by: &broken, RunLimits())
    #expect(broken.departure == 2)
  }
}

/// Remembers what another chooser chose.
struct Recorder<Base: Chooser>: Chooser {
  private var base: Base
  private(set) var choices: [Int] = []

  init(_ base: Base) {
    self.base = base
  }

  var reach: Interval { base.reach }

  mutating func choose(among candidates: [Candidate]) -> Int {
    let choice = base.choose(among: candidates)
    choices.append(choice)
    return choice
  }
}
