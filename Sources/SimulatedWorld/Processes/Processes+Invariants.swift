import Operations

extension Processes {
  /// Traps with the first thing about the table that is not as it must be.
  ///
  /// Complexity: O(n log n) in the number of processes.
  public func checkInvariants() {
    precondition(table.count == generationCount, "a place without a generation")
    var seen = 0
    for place in numbers.indices {
      let numbered = numbers[place]
      if place > 0 {
        precondition(numbers[place - 1].key < numbered.key, "numbers out of order at \(place)")
      }
      let process = table[Int(numbered.slot)]
      precondition(process.index.slot == numbered.slot, "a number of nobody: \(numbered)")
      if numbered.isThread {
        precondition(process.state != .zombie, "a thread of a zombie: \(process)")
        continue
      }
      seen += 1
      let key = Self.key(process.identity.namespace, process.identity.pid)
      precondition(key == numbered.key, "a process under another's number: \(process)")
      precondition(
        process.index == .initial || self[process.parent] != nil,
        "a process without a parent: \(process)")
      precondition(
        process.identity.pid < pidLimit && process.identity.pid > 0, "a pid out of range")
    }
    precondition(seen == count, "\(count) processes, \(seen) of them with a number")
    precondition(
      lives(.initial) && table[0].identity.pid == 1, "the first process is gone")
    for wait in waits {
      guard let caller = self[wait.caller], caller.state != .zombie else {
        preconditionFailure("a wait of nobody: \(wait)")
      }
      switch wait.state {
      case .blocked:
        precondition(
          lives(wait.child) && self[wait.child]?.parent == wait.caller,
          "blocks although there is nothing to wait for: \(wait)")
      case .woken:
        precondition(!lives(wait.child), "woken by a child that lives: \(wait)")
      case .frozen:
        precondition(caller.state == .stopped, "frozen although its caller runs: \(wait)")
      }
    }
  }
}
