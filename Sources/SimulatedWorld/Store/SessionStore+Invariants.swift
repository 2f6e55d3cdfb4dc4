import Operations

extension SessionStore {
  /// Traps with the first thing about the store that is not as it must be.
  ///
  /// Complexity: O(n) in the number of keys.
  public func checkInvariants(_ texts: borrowing Texts) {
    for place in records.indices {
      precondition(records[place].revision > 0, "a record never written: \(records[place])")
      guard place > 0 else { continue }
      precondition(
        texts.isOrdered(records[place - 1].key, before: records[place].key),
        "records out of order at \(place)")
    }
    for place in acknowledged.indices {
      precondition(acknowledged[place].commit <= commitCount, "a commit from the future")
      guard place > 0 else { continue }
      precondition(
        texts.isOrdered(acknowledged[place - 1].key, before: acknowledged[place].key),
        "acknowledged writes out of order at \(place)")
    }
    precondition(writer != nil || staged.isEmpty, "writes of nobody: \(staged)")
  }
}
