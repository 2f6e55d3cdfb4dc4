import Operations
import SimulatedWorld

/// What is pending, by time, then by a seeded draw, then by number.
///
/// A heap of four children a node. An entry is one 128-bit word: 64 bits of time, 32 of draw, 32 of
/// the slot that holds the event, so that comparing two entries is one comparison. Taking the first
/// leaves a hole at the root, which the next push fills: most events push one for the one taken,
/// and then only one sift is paid.
///
/// A heap of a million words lies in no cache, and each sift goes through all of it. So a heap that
/// has become large keeps only what comes next, up to the horizon; what lies at or beyond it stands
/// on a ladder until the heap has run empty. A queue that never was large has no ladder, and its
/// horizon is never reached.
///
/// Complexity: O(log n) to push and to take, O(n) to remove another than the first.
public struct EventQueue: Sendable {
  private(set) var heap: [UInt128] = []
  private(set) var hasHole = false
  /// What lies before it is in the heap, everything else on the ladder.
  private(set) var horizon = UInt64.max
  private(set) var farCount = 0
  private(set) var ladder: Shared<EventLadder>?
  /// How large the heap may become before what is far is taken out of it.
  private var heapLimit = Self.largeHeap

  /// A heap of this many words and all that they name still lie in a processor's own cache.
  private static let largeHeap = 4_096
  /// How many words the heap gets from the ladder at least, if there are so many, and at most.
  private static let batch = 512...2_048

  /// Makes an empty queue.
  public init() {}

  /// One pending event.
  public struct Entry: Hashable, Sendable {
    /// The ordering word.
    public let word: UInt128

    /// Makes an entry of its three parts.
    public init(time: Instant, draw: UInt32, slot: UInt32) {
      precondition(time >= .start, "an event before the beginning: \(time)")
      word =
        UInt128(UInt64(bitPattern: time.nanoseconds)) << 64 | UInt128(draw) << 32 | UInt128(slot)
    }

    init(word: UInt128) {
      self.word = word
    }

    /// When it comes.
    public var time: Instant {
      Instant(nanoseconds: Int64(bitPattern: UInt64(truncatingIfNeeded: word >> 64)))
    }
    /// What orders it among those of one instant.
    public var draw: UInt32 { UInt32(truncatingIfNeeded: word >> 32) }
    /// Where the event is kept.
    public var slot: UInt32 { UInt32(truncatingIfNeeded: word) }
  }

  /// How many are pending.
  public var count: Int { heap.count - (hasHole ? 1 : 0) + farCount }

  /// The first, if there is one; O(log n) after a take without a push.
  public mutating func first() -> Entry? {
    let near = firstNear()
    guard near == nil, refill() else { return near }
    return Entry(word: heap[0])
  }

  /// The first of what is near; when there is none, `refill()` brings what is far.
  mutating func firstNear() -> Entry? {
    closeHole()
    return heap.isEmpty ? nil : Entry(word: heap[0])
  }

  /// Adds one.
  public mutating func push(_ entry: Entry) {
    guard EventLadder.time(of: entry.word) < horizon else {
      pushFar(entry.word)
      return
    }
    if hasHole {
      hasHole = false
      heap.withUnsafeMutableBufferPointer { Self.siftDown(entry.word, from: 0, in: $0) }
    } else {
      heap.append(entry.word)
      heap.withUnsafeMutableBufferPointer { Self.siftUp(entry.word, from: $0.count - 1, in: $0) }
      if heap.count > heapLimit { spill() }
    }
  }

  /// Takes the first, if there is one.
  public mutating func takeFirst() -> Entry? {
    closeHole()
    guard !heap.isEmpty || refill() else { return nil }
    hasHole = true
    return Entry(word: heap[0])
  }

  /// Takes the first, which `first()` has just given.
  mutating func dropFirst() {
    assert(!hasHole && !heap.isEmpty, "nothing was looked at")
    hasHole = true
  }

  /// Removes one that is pending, wherever it stands.
  public mutating func remove(_ entry: Entry) {
    closeHole()
    guard EventLadder.time(of: entry.word) < horizon else {
      removeFar(entry)
      return
    }
    guard let place = heap.firstIndex(of: entry.word) else {
      preconditionFailure("not pending: \(entry)")
    }
    remove(at: place)
  }

  /// Keeps only what the closure wants, and says how many were dropped.
  ///
  /// Complexity: O(n).
  public mutating func filter(_ keep: (Entry) -> Bool) -> Int {
    closeHole()
    let before = count
    heap.removeAll { !keep(Entry(word: $0)) }
    orderHeap()
    if farCount > 0 {
      ladder?.value.filter { keep(Entry(word: $0)) }
      noteFar()
    }
    return before - count
  }

  // MARK: - What is far

  @inline(never)
  private mutating func pushFar(_ word: UInt128) {
    ladder?.value.add(word)
    farCount += 1
  }

  private mutating func removeFar(_ entry: Entry) {
    let wasThere = ladder?.value.remove(entry.word) ?? false
    precondition(wasThere, "not pending: \(entry)")
    noteFar()
  }

  /// Brings what comes next into the heap, which is empty; false when there is nothing.
  ///
  /// Small buckets come together. One that is too large is divided, unless it is one instant.
  @inline(never)
  mutating func refill() -> Bool {
    guard farCount > 0 else {
      heapLimit = Self.largeHeap
      return false
    }
    while heap.count < Self.batch.lowerBound, let next = ladder?.value.firstBucket {
      let size = ladder?.value.count(in: next) ?? 0
      let isIndivisible = ladder?.value.isOneInstant(next) ?? true
      if heap.count + size <= Self.batch.upperBound || heap.isEmpty && isIndivisible {
        horizon = ladder?.value.move(next, to: &heap) ?? .max
      } else if heap.isEmpty {
        ladder?.value.divide(next)
      } else {
        break
      }
    }
    noteFar()
    orderHeap()
    // A spill may touch all that is far, and what cannot be divided comes back at once: as many
    // pushes have to pay for it.
    heapLimit = max(Self.largeHeap, 2 * heap.count, farCount / 8)
    return true
  }

  /// Puts all of the heap on the ladder and brings back what comes next.
  @inline(never)
  private mutating func spill() {
    if ladder == nil { ladder = Shared(EventLadder()) }
    ladder?.value.lowerBase(to: EventLadder.time(of: heap[0]))
    for word in heap { ladder?.value.add(word) }
    heap.removeAll(keepingCapacity: true)
    noteFar()
    _ = refill()
  }

  /// Notes what the ladder has come to.
  private mutating func noteFar() {
    farCount = ladder?.value.count ?? 0
    if farCount == 0 { horizon = .max }
  }

  // MARK: - The heap

  private mutating func orderHeap() {
    heap.withUnsafeMutableBufferPointer { nodes in
      guard nodes.count > 1 else { return }
      for place in stride(from: (nodes.count - 2) / 4, through: 0, by: -1) {
        Self.siftDown(nodes[place], from: place, in: nodes)
      }
    }
  }

  private mutating func closeHole() {
    guard hasHole else { return }
    hasHole = false
    let last = heap.removeLast()
    if !heap.isEmpty {
      heap.withUnsafeMutableBufferPointer { Self.siftDown(last, from: 0, in: $0) }
    }
  }

  private mutating func remove(at place: Int) {
    let last = heap.removeLast()
    guard place < heap.count else { return }
    heap.withUnsafeMutableBufferPointer { nodes in
      let parent = (place - 1) / 4
      if place > 0, last < nodes[parent] {
        Self.siftUp(last, from: place, in: nodes)
      } else {
        Self.siftDown(last, from: place, in: nodes)
      }
    }
  }

  private static func siftUp(
    _ word: UInt128, from start: Int, in nodes: UnsafeMutableBufferPointer<UInt128>
  ) {
    var place = start
    while place > 0 {
      let parent = (place - 1) / 4
      guard word < nodes[parent] else { break }
      nodes[place] = nodes[parent]
      place = parent
    }
    nodes[place] = word
  }

  /// Puts a word where a place has become free, and moves lesser ones up before it.
  ///
  /// Which of four children is the least is found without a branch, since nobody can foretell it.
  private static func siftDown(
    _ word: UInt128, from start: Int, in nodes: UnsafeMutableBufferPointer<UInt128>
  ) {
    let count = nodes.count
    var place = start
    while true {
      let child = place &* 4 &+ 1
      let least: Int
      if child &+ 3 < count {
        let left = child &+ (nodes[child &+ 1] < nodes[child] ? 1 : 0)
        let right = child &+ (nodes[child &+ 3] < nodes[child &+ 2] ? 3 : 2)
        least = nodes[right] < nodes[left] ? right : left
      } else {
        guard child < count else { break }
        least = leastOfLast(from: child, in: nodes)
      }
      let leastWord = nodes[least]
      guard leastWord < word else { break }
      nodes[place] = leastWord
      place = least
    }
    nodes[place] = word
  }

  /// The least of the last children, which are fewer than four.
  private static func leastOfLast(
    from child: Int, in nodes: UnsafeMutableBufferPointer<UInt128>
  ) -> Int {
    var least = child
    for other in child &+ 1..<nodes.count where nodes[other] < nodes[least] { least = other }
    return least
  }
}
