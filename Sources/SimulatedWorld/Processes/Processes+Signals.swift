import Operations

extension Processes {
  /// Whether one process may send another a signal, or none, which asks whether it may.
  func may(
    _ own: SimulatedProcess, signal other: SimulatedProcess, _ signal: Signal? = nil
  ) -> Bool {
    own.user == 0 || own.user == other.user
      || signal == .continue && own.session == other.session
        && own.identity.namespace == other.identity.namespace
  }

  mutating func signalGroup(
    _ group: Int32, _ signal: Signal, by own: SimulatedProcess, _ moment: inout Moment
  ) -> ProcessOutcome {
    // 0 would be the caller's own, and 1 everyone.
    guard group > 1 else { return .failed(.noSuchProcess) }
    var found = false
    var permitted = false
    // The kernel goes through the members once; one that is born of the signal is not hit.
    for numbered in numbers where !numbered.isThread {
      let process = table[Int(numbered.slot)]
      guard process.group == group, process.identity.namespace == own.identity.namespace else {
        continue
      }
      found = true
      guard may(own, signal: process, signal) else { continue }
      permitted = true
      send(signal, to: process, by: own, &moment)
    }
    guard found else { return .failed(.noSuchProcess) }
    return permitted ? .done : .failed(.notPermitted)
  }

  /// Sends a signal from one process to another: from within a namespace nothing ends or stops its
  /// first process.
  mutating func send(
    _ signal: Signal, to other: SimulatedProcess, by own: SimulatedProcess, _ moment: inout Moment
  ) {
    let isWithin = own.identity.namespace == other.identity.namespace
    if isWithin, isFirst(other), signal == .kill || signal == .stop { return }
    send(signal, to: other.index, &moment)
  }

  /// Sends a signal to a process, as the kernel would.
  public mutating func send(
    _ signal: Signal, to target: ProcessIndex, _ moment: inout Moment
  ) {
    guard let process = self[target], process.state != .zombie else { return }
    let slot = Int(target.slot)
    switch signal {
    case .kill:
      end(target, .signalled(.kill), &moment)
    case .stop:
      // tmux continues a pane's own process at once.
      if process.pane == nil, target != .initial {
        table[slot].state = .stopped
        moment.agenda.catchSignal(.stop, by: target)
      }
    case .continue:
      resume(process, &moment)
    case .hangUp, .interrupt, .terminate, .segmentationFault:
      if signal == .hangUp, process.habits.contains(.ignoresHangUp) { return }
      let isCaught = process.habits.catches(signal)
      if isFirst(process), !isCaught { return }
      if process.state == .stopped {
        table[slot].pending.insert(signal)
      } else if isCaught {
        moment.agenda.catchSignal(signal, by: target)
      } else {
        end(target, .signalled(signal), &moment)
      }
    }
  }

  private mutating func resume(_ process: SimulatedProcess, _ moment: inout Moment) {
    guard process.state == .stopped else { return }
    let slot = Int(process.index.slot)
    table[slot].state = .running
    moment.agenda.catchSignal(.continue, by: process.index)
    thawWaits(of: process.index, &moment)
    guard !process.pending.isEmpty else { return }
    table[slot].pending = PendingSignals()
    for signal in process.pending.inOrder { send(signal, to: process.index, &moment) }
  }

  // MARK: - Groups that nobody can continue

  /// The groups that have a parent of their session outside of themselves in a process, or by it in
  /// its parent; none where nobody is stopped, which is all that matters.
  func groupsHeld(by process: SimulatedProcess) -> [Int32] {
    guard table.contains(where: { $0.state == .stopped && $0.index.slot >= 0 }) else { return [] }
    var groups: [Int32] = []
    if let parent = self[process.parent], holds(parent, process) { groups.append(process.group) }
    for child in table where child.index.slot >= 0 && child.parent == process.index {
      if holds(process, child), !groups.contains(child.group) { groups.append(child.group) }
    }
    return groups
  }

  /// Whether a process could continue its child's group for it, as a shell does.
  private func holds(_ parent: SimulatedProcess, _ child: SimulatedProcess) -> Bool {
    parent.group != child.group && parent.session == child.session
      && parent.identity.namespace == child.identity.namespace
  }

  /// Sends HUP and CONT to a group in which somebody is stopped, when nobody is left to continue it.
  mutating func hangUpIfOrphaned(
    _ group: Int32, _ namespace: UInt32, _ moment: inout Moment
  ) {
    let members = table.filter {
      $0.index.slot >= 0 && $0.group == group && $0.identity.namespace == namespace
        && $0.state != .zombie
    }
    // The first process continues nobody, whatever session it is of.
    let isHeld = members.contains { member in
      guard member.parent != .initial, let parent = self[member.parent] else { return false }
      return holds(parent, member)
    }
    guard !isHeld, members.contains(where: { $0.state == .stopped }) else { return }
    for member in members { send(.hangUp, to: member.index, &moment) }
    for member in members { send(.continue, to: member.index, &moment) }
  }
}
