extension EventQueue {
  /// Traps if an entry stands before its parent; the root is left out while it is a hole.
  ///
  /// Complexity: O(n).
  public func checkInvariants() {
    precondition(!hasHole || !heap.isEmpty, "a hole in an empty heap")
    for place in heap.indices.dropFirst() {
      let parent = (place - 1) / 4
      if parent == 0 && hasHole { continue }
      precondition(heap[parent] <= heap[place], "the heap is out of order at \(place)")
    }
  }
}
