import Operations

extension EventQueue {
  /// Traps if an entry stands before its parent, or on the wrong side of the horizon.
  ///
  /// The root is left out while it is a hole.
  ///
  /// Complexity: O(n).
  public func checkInvariants() {
    precondition(!hasHole || !heap.isEmpty, "a hole in an empty heap")
    for place in heap.indices.dropFirst() {
      let parent = (place - 1) / 4
      if parent == 0 && hasHole { continue }
      precondition(heap[parent] <= heap[place], "the heap is out of order at \(place)")
    }
    for word in heap.dropFirst(hasHole ? 1 : 0) {
      precondition(EventLadder.time(of: word) < horizon, "near, and beyond: \(Entry(word: word))")
    }
    checkLadder()
  }

  private func checkLadder() {
    precondition((farCount == 0) == (horizon == .max), "\(farCount) are beyond \(horizon)")
    guard let ladder = ladder?.value else {
      precondition(farCount == 0, "\(farCount) are far, and there is no ladder")
      return
    }
    precondition(ladder.count == farCount, "\(ladder.count) on the ladder, counted \(farCount)")
    ladder.checkInvariants()
    var words = ladder.words(until: .max)
    while let word = words.next() {
      precondition(EventLadder.time(of: word) >= horizon, "far, and near: \(Entry(word: word))")
    }
  }
}
