import Operations
import SimulatedWorld
import Testing

@testable import Simulation

@Suite("The event queue when it is large")
struct EventLadderTests {
  /// How far ahead events lie.
  enum Spread: CaseIterable, CustomTestStringConvertible {
    case oneInstant, fewInstants, even, exponential, nearOrFar, jumps, backwards, nearTheEnd

    var testDescription: String { "\(self)" }

    /// The instant of the next event, when it is now so late.
    func instant(_ now: Int64, _ number: Int, _ stream: inout RandomStream) -> Int64 {
      func below(_ bound: UInt64) -> Int64 { Int64(stream.next(below: bound)) }
      switch self {
      case .oneInstant: return 5_000
      case .fewInstants: return now / 10 * 10 + below(5) * 10
      case .even: return now + below(1_000_000_000)
      case .exponential: return min(now, 1 << 61) + below(1 << stream.next(below: 61))
      case .nearOrFar:
        let hour: Int64 = 3_600_000_000_000
        return now + (number % 2 == 0 ? below(1_000) : hour + below(1_000_000_000))
      case .jumps:
        let day: Int64 = 86_400_000_000_000
        return now + (stream.next(below: 3_000) == 0 ? day : below(50_000))
      case .backwards: return max(0, 1 << 40 - Int64(number) * 1_000_003)
      case .nearTheEnd: return .max - below(stream.next(below: 2) == 0 ? 3 : 1 << 40)
      }
    }
  }

  /// A queue and what it has to agree with: the same entries, the first of all as the last.
  private struct Pair {
    var queue = EventQueue()
    var sorted: [UInt128] = []
    var now: Int64 = 0

    mutating func push(_ time: Int64, _ draw: UInt32, _ slot: UInt32) {
      let entry = EventQueue.Entry(time: Instant(nanoseconds: time), draw: draw, slot: slot)
      queue.push(entry)
      sorted.insert(entry.word, at: place(of: entry.word))
    }

    /// Where a word stands or would stand.
    func place(of word: UInt128) -> Int {
      var range = 0..<sorted.count
      while !range.isEmpty {
        let middle = (range.lowerBound + range.upperBound) / 2
        range =
          sorted[middle] > word ? middle + 1..<range.upperBound : range.lowerBound..<middle
      }
      return range.lowerBound
    }

    /// Takes the first; whether it is the one.
    mutating func take() -> Bool {
      let expected = sorted.popLast()
      let taken = queue.takeFirst()
      if let taken { now = max(now, taken.time.nanoseconds) }
      return taken?.word == expected
    }

    mutating func remove(at place: Int) {
      queue.remove(EventQueue.Entry(word: sorted.remove(at: place)))
    }

    /// Keeps a part; whether as many were dropped as should have been.
    mutating func filter(_ keep: (UInt32) -> Bool) -> Bool {
      let before = sorted.count
      sorted.removeAll { !keep(EventQueue.Entry(word: $0).slot) }
      return queue.filter { keep($0.slot) } == before - sorted.count
    }

    /// Whether exactly those up to an instant are given.
    func agrees(until limit: Int64) -> Bool {
      let found = queue.pending(until: Instant(nanoseconds: limit)).map(\.word).sorted(by: >)
      return found
        == sorted.filter { EventQueue.Entry(word: $0).time <= Instant(nanoseconds: limit) }
    }
  }

  @Test(
    "agrees with a sorted array while it grows and shrinks across the size of a large heap",
    arguments: Spread.allCases)
  func agreesWithASortedArray(_ spread: Spread) {
    var stream = RandomStream(seed: 7, name: "ladder")
    var pair = Pair()
    var wasFar = false
    var disagreements = 0
    // Out of a hundred steps so many push; the others take, remove and filter.
    for (pushes, size) in [(80, 9_000), (48, 6_000), (30, 100), (75, 5_000), (20, 0)] {
      var number = 0
      while number < 20_000, pushes > 50 ? pair.sorted.count < size : pair.sorted.count > size {
        number += 1
        let step = stream.next(below: 100)
        if step < pushes {
          let time = spread.instant(pair.now, number, &stream)
          pair.push(time, UInt32(stream.next(below: 3)), UInt32(number))
        } else if step == 99, !pair.sorted.isEmpty {
          pair.remove(at: Int(stream.next(below: UInt64(pair.sorted.count))))
        } else if pair.queue.first()?.word != pair.sorted.last || !pair.take() {
          disagreements += 1
        }
        if number % 3_000 == 0 {
          if !pair.filter({ $0 % 11 != 5 }) { disagreements += 1 }
          if !pair.agrees(until: min(pair.now, .max - 1_000_000) + 1_000_000) { disagreements += 1 }
        }
        if pair.queue.count != pair.sorted.count { disagreements += 1 }
        if number % 1_000 == 0 { pair.queue.checkInvariants() }
        wasFar = wasFar || pair.queue.farCount > 0
      }
      pair.queue.checkInvariants()
      if !pair.agrees(until: .max) { disagreements += 1 }
    }
    while !pair.sorted.isEmpty { if !pair.take() { disagreements += 1 } }
    #expect(pair.queue.takeFirst() == nil)
    #expect(disagreements == 0)
    #expect(wasFar == (spread != .oneInstant), "one instant cannot be divided")
  }

  @Test("takes a burst before all that is far in its stride")
  func burstBeforeTheFar() {
    var stream = RandomStream(seed: 3, name: "burst")
    var pair = Pair()
    let hour: Int64 = 3_600_000_000_000
    for number in 0..<6_000 as Range<UInt32> {
      pair.push(hour + Int64(stream.next(below: 1_000_000_000)), 0, number)
    }
    #expect(pair.queue.farCount > 0)
    for number in 6_000..<16_000 as Range<UInt32> {
      pair.push(Int64(stream.next(below: 1_000_000)), 0, number)
    }
    pair.queue.checkInvariants()
    #expect(pair.queue.heap.count < 5_000, "the burst itself is divided")
    var disagreements = 0
    while !pair.sorted.isEmpty { if !pair.take() { disagreements += 1 } }
    #expect(disagreements == 0)
  }

  @Test("has no ladder unless it was large, and a queue that is small again does not use it")
  func smallQueues() {
    var queue = EventQueue()
    func push(_ number: Int) {
      let time = Instant(nanoseconds: Int64(number) * 1_000)
      queue.push(EventQueue.Entry(time: time, draw: 0, slot: UInt32(number)))
    }
    for number in 0..<4_096 { push(number) }
    #expect(queue.ladder == nil)
    for number in 4_096..<8_000 { push(number) }
    #expect(queue.farCount > 0)
    while queue.count > 300 { _ = queue.takeFirst() }
    for number in 8_000..<9_000 {
      _ = queue.takeFirst()
      push(number)
    }
    #expect(queue.count == 300 && queue.farCount == 0)
    queue.checkInvariants()
  }

  @Test("traps when what is to be removed is not pending, as does a small one")
  func removalOfAbsent() async {
    await #expect(processExitsWith: .failure) {
      var queue = EventQueue()
      for number in 0..<5_000 as Range<Int64> {
        queue.push(
          EventQueue.Entry(time: Instant(nanoseconds: number), draw: 0, slot: UInt32(number)))
      }
      queue.remove(EventQueue.Entry(time: Instant(nanoseconds: 4_999), draw: 1, slot: 4_999))
    }
  }
}
