import Operations

extension PullRequestHost {
  /// Traps with the first thing about the host that is not as it must be.
  ///
  /// Complexity: O(n) in the number of branches.
  public func checkInvariants() {
    for place in branches.indices {
      let history = branches[place]
      if place > 0 {
        precondition(
          branches[place - 1].branch.fingerprint < history.branch.fingerprint,
          "branches out of order")
      }
      precondition(
        history.count > 0 && history.count <= PullRequestHistory.limit, "a branch of no changes")
      for change in 1..<history.count + 1 {
        let current = history.changes[change - 1]
        precondition(current.facts.number <= lastNumber, "a number of nobody")
        if change > 1 {
          precondition(
            history.changes[change - 2].time <= current.time, "changes that run backwards")
        }
      }
    }
    precondition(
      failures >= 0 && hangs >= 0 && setbacks >= 0 && changesBehind >= 0
        && Interval.zero <= staleness,
      "a fault that waits less than not at all")
  }
}
