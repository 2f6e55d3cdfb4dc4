import Operations
import SimulatedWorld

extension EventQueue {
  /// What is pending up to an instant, in no order that means anything.
  public func pending(until limit: Instant = .never) -> Pending {
    Pending(self, limit)
  }

  /// Goes through what is near, in no order; right after `refill()` that is what it brought.
  func forEachNear(_ body: (Entry) -> Void) {
    for word in hasHole ? heap.dropFirst() : heap[...] { body(Entry(word: word)) }
  }

  /// Goes through the entries of a queue, wherever they stand.
  public struct Pending: Sequence, IteratorProtocol {
    private let heap: [UInt128]
    private var place: Int
    private let limit: UInt64
    private var far: EventLadder.Words?

    init(_ queue: EventQueue, _ limit: Instant) {
      heap = queue.heap
      place = queue.hasHole ? 1 : 0
      self.limit = UInt64(bitPattern: limit.nanoseconds)
      far = queue.farCount > 0 ? queue.ladder?.value.words(until: self.limit) : nil
    }

    /// The next one that lies by the instant.
    public mutating func next() -> Entry? {
      while place < heap.count {
        let word = heap[place]
        place += 1
        if EventLadder.time(of: word) <= limit { return Entry(word: word) }
      }
      while let word = far?.next() {
        if EventLadder.time(of: word) <= limit { return Entry(word: word) }
      }
      return nil
    }
  }
}
