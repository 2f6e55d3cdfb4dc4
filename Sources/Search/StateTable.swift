import Operations

/// The states that were reached, found by their fingerprints, numbered in the order in which they
/// came.
///
/// Open addressing with linear probing, at most half full. A slot holds half of a word of the
/// fingerprint and the number, so that a state that is not there mostly costs one cache line.
struct StateTable: ~Copyable {
  private(set) var count = 0
  private var capacity: Int
  private var nodes: UnsafeMutablePointer<StateNode>
  private var slotBits: Int
  private var slots: UnsafeMutablePointer<UInt64>

  init() {
    capacity = 1 << 9
    nodes = .allocate(capacity: capacity)
    slotBits = 10
    slots = .allocate(capacity: 1 << slotBits)
    slots.initialize(repeating: 0, count: 1 << slotBits)
  }

  deinit {
    nodes.deallocate()
    slots.deallocate()
  }

  /// What all of it takes.
  var byteCount: Int {
    capacity * MemoryLayout<StateNode>.stride + (1 << slotBits) * MemoryLayout<UInt64>.stride
  }

  /// What is known of a state.
  subscript(_ number: UInt32) -> StateNode {
    precondition(number < count, "state \(number) of \(count)")
    return nodes[Int(number)]
  }

  /// Notes that the steps of a state are taken.
  mutating func markExpanded(_ number: UInt32) {
    precondition(number < count, "state \(number) of \(count)")
    nodes[Int(number)].isExpanded = true
  }

  /// The number of a state, which is new if it is the last.
  ///
  /// Constant time, amortised.
  mutating func insert(_ digest: Digest, parent: UInt32, rank: Int) -> (UInt32, isNew: Bool) {
    let mixed = (digest.high ^ (digest.low >> 32)) &* 0x9E37_79B9_7F4A_7C15
    let tag = mixed << 32
    let mask = (1 << slotBits) - 1
    var slot = Int(truncatingIfNeeded: mixed >> UInt64(64 - slotBits))
    while slots[slot] != 0 {
      if slots[slot] & ~0xFFFF_FFFF == tag {
        let number = UInt32(truncatingIfNeeded: slots[slot]) - 1
        let node = nodes[Int(number)]
        if node.high == digest.high && node.low == digest.low { return (number, false) }
      }
      slot = (slot + 1) & mask
    }
    let number = UInt32(count)
    slots[slot] = tag | UInt64(number + 1)
    nodes[count] = StateNode(
      high: digest.high, low: digest.low, parent: parent, rank: UInt16(rank))
    count += 1
    if count == capacity { grow() }
    return (number, true)
  }

  /// Makes room for twice as many.
  private mutating func grow() {
    let larger = UnsafeMutablePointer<StateNode>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: nodes, count: count)
    nodes.deallocate()
    nodes = larger
    capacity *= 2
    slots.deallocate()
    slotBits += 1
    slots = .allocate(capacity: 1 << slotBits)
    slots.initialize(repeating: 0, count: 1 << slotBits)
    let mask = (1 << slotBits) - 1
    for number in 0..<count {
      let node = nodes[number]
      let mixed = (node.high ^ (node.low >> 32)) &* 0x9E37_79B9_7F4A_7C15
      var slot = Int(truncatingIfNeeded: mixed >> UInt64(64 - slotBits))
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = mixed << 32 | UInt64(number + 1)
    }
  }

  /// Which of the enabled steps was taken at each choice on the way to a state.
  func ranks(to number: UInt32) -> [Int] {
    var ranks: [Int] = []
    var number = number
    while self[number].parent != number {
      ranks.append(Int(self[number].rank))
      number = self[number].parent
    }
    return ranks.reversed()
  }
}
