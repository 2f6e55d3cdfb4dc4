import Operations
import SimulatedWorld
import Testing

@testable import Simulation

@Suite("The event queue")
struct EventQueueTests {
  @Test("gives entries by time, then by draw, then by slot")
  func order() {
    var queue = EventQueue()
    let entries: [(Int64, UInt32, UInt32)] = [
      (2, 0, 0), (1, 9, 1), (1, 3, 3), (1, 3, 2), (0, 7, 4),
    ]
    for (time, draw, slot) in entries {
      queue.push(EventQueue.Entry(time: Instant(nanoseconds: time), draw: draw, slot: slot))
    }
    var slots: [UInt32] = []
    while let entry = queue.takeFirst() { slots.append(entry.slot) }
    #expect(slots == [4, 2, 3, 1, 0])
  }

  @Test("agrees with a sorted array over 200,000 random pushes, takes, removals and filters")
  func agreesWithASortedArray() {
    var stream = RandomStream(seed: 7, name: "queue")
    var queue = EventQueue()
    var sorted: [UInt128] = []
    for number in 0..<200_000 {
      switch stream.next(below: 20) {
      case 0..<9 where sorted.count < 300:
        let entry = EventQueue.Entry(
          time: Instant(nanoseconds: Int64(stream.next(below: 1_000))),
          draw: UInt32(stream.next(below: 4)), slot: UInt32(number))
        queue.push(entry)
        let place = sorted.firstIndex { $0 > entry.word } ?? sorted.count
        sorted.insert(entry.word, at: place)
      case 9..<18:
        #expect(queue.takeFirst()?.word == sorted.first)
        if !sorted.isEmpty { sorted.removeFirst() }
      case 18 where !sorted.isEmpty:
        let place = Int(stream.next(below: UInt64(sorted.count)))
        queue.remove(EventQueue.Entry(word: sorted.remove(at: place)))
      case 19 where number % 100 == 0:
        let dropped = queue.filter { $0.slot % 3 != 0 }
        let before = sorted.count
        sorted.removeAll { UInt32(truncatingIfNeeded: $0) % 3 == 0 }
        #expect(dropped == before - sorted.count)
      default:
        #expect(queue.first()?.word == sorted.first)
      }
      #expect(queue.count == sorted.count)
      if number % 500 == 0 { queue.checkInvariants() }
    }
  }
}
