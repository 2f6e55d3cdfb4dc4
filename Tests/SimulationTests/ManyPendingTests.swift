import Operations
import SimulatedWorld
import Testing

@testable import Simulation

@Suite("A universe in which much is pending")
struct ManyPendingTests {
  private func universe() -> Universe<Sleeper> {
    let machine = Sleeper(timers: 3_000)
    var universe = Universe(seed: 5, programs: Programs([.init(Text("sleeper"), machine)]))
    _ = universe.text("sleeper")
    for name in ["a", "b"] { universe.add(actor: universe.text(name), program: Text("sleeper")) }
    _ = universe.run(RunLimits(events: 4_000))
    return universe
  }

  /// The same universe with another division into what is near and what is far.
  private func rearranged(_ original: borrowing Universe<Sleeper>) -> Universe<Sleeper> {
    var twin = original.copy()
    twin.queue = EventQueue()
    for entry in original.queue.pending().sorted(by: { $0.word > $1.word }) {
      twin.queue.push(entry)
    }
    return twin
  }

  @Test("a copy with a filled ladder goes the same way, and its own")
  func copies() {
    var original = universe()
    #expect(original.queue.farCount > 1_000)
    var same = original.copy()
    var struck = original.copy()
    struck.strike(.crash(Text("b")))
    _ = struck.run(RunLimits(events: 10_000))
    struck.checkInvariants()
    _ = same.run(RunLimits(events: 10_000))
    original.checkInvariants()
    _ = original.run(RunLimits(events: 10_000))
    original.checkInvariants()
    #expect(same.digest == original.digest)
    #expect(same.stateHash() == original.stateHash())
    #expect(struck.digest != original.digest)
  }

  @Test("where an event stands in the queue is no part of the state")
  func stateHash() {
    var original = universe()
    var twin = rearranged(original)
    #expect(original.queue.horizon != twin.queue.horizon)
    #expect(original.stateHash() == twin.stateHash())
    #expect(original.enabled(reach: .seconds(60)) == twin.enabled(reach: .seconds(60)))
    _ = original.run(RunLimits(events: 8_000))
    _ = twin.run(RunLimits(events: 8_000))
    #expect(original.digest == twin.digest)
    #expect(original.stateHash() == twin.stateHash())
  }

  @Test("a chooser may take what is far")
  func chosen() {
    var universe = universe()
    for _ in 0..<20 {
      let enabled = universe.enabled(reach: .seconds(3_600))
      #expect(enabled.count == universe.pendingCount)
      universe.take(enabled[enabled.count - 1])
    }
    universe.checkInvariants()
  }

  @Test("timers that were called off leave the queue, near or far")
  func calledOff() {
    var universe = universe()
    let timers = universe.pendingCount
    #expect(universe.queue.farCount > 1_000)
    universe.strike(.crash(Text("a")))
    #expect(universe.pendingCount < timers)
    universe.checkInvariants()
    universe.strike(.crash(Text("b")))
    universe.checkInvariants()
    #expect(universe.queuedCount < 100, "most left at once, though none of them was the next")
    #expect(universe.run() == .atRest)
    #expect(universe.queuedCount == 0)
    #expect(universe.table.count == 0)
  }
}

/// Keeps many timers pending, each set again for another interval when it fires.
struct Sleeper: Machine {
  let timers: UInt32
  private var stream = RandomStream(seed: 2, name: "sleeper")

  init(timers: UInt32) {
    self.timers = timers
  }

  mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch input {
    case .started: for number in 0..<timers { sleep(number, &emit) }
    case .outcome(let tag, .fired): sleep(tag.rawValue, &emit)
    case .outcome, .message, .signal: break
    }
  }

  private mutating func sleep(_ number: UInt32, _ emit: inout Emitter) {
    let interval = Interval(nanoseconds: Int64(stream.next(below: 10_000_000_000)))
    emit.perform(.timer(interval), Tag(rawValue: number))
  }

  func fold(into digest: inout Digest) { stream.fold(into: &digest) }
}
