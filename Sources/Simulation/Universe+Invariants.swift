import Operations
import SimulatedWorld

extension Universe where M: Machine {
  /// Traps with the first thing about what is pending that is not as it must be.
  ///
  /// Every used place of the table is in the queue, held back or an open call, and only once; every
  /// actor waits for as much as is on its way to it; every kept listing belongs to one answer. So
  /// nothing is lost, delivered twice or left behind. The world has invariants of its own.
  ///
  /// Complexity: O(n log n) in what is pending and in the processes.
  public func checkInvariants() {
    queue.checkInvariants()
    table.checkInvariants()
    precondition(world.moment.agenda.isEmpty, "something on the agenda was not carried out")
    var uses = [Int](repeating: 0, count: table.events.count)
    let queued = checkQueue(&uses)
    let held = checkHeld(&uses)
    let open = checkOpenCalls(uses)
    precondition(
      queued + held + open == table.count,
      "\(table.count) places used: \(queued) queued, \(held) held, \(open) open")
    checkTimers()
    checkWaiting()
    checkListings()
    checkActors()
  }

  private func checkQueue(_ uses: inout [Int]) -> Int {
    var cancelled = 0
    for entry in queue.pending() {
      let number = Int32(bitPattern: entry.slot)
      guard !EventTable.isTimer(number) else {
        if table.isCancelled(number) { cancelled += 1 }
        continue
      }
      let slot = Int(number)
      uses[slot] += 1
      precondition(uses[slot] == 1, "queued twice: \(table.events[slot])")
      switch table.events[slot].kind {
      case .open, .free: preconditionFailure("not to be queued: \(table.events[slot])")
      case .cancelled: cancelled += 1
      default: break
      }
    }
    precondition(cancelled == cancelledCount, "\(cancelled) called off, counted \(cancelledCount)")
    return queue.count
  }

  private func checkHeld(_ uses: inout [Int]) -> Int {
    var count = 0
    for (place, actor) in actors.enumerated() {
      var slot = actor.firstHeld
      var last: Int32 = -1
      while slot >= 0 {
        let event = table[slot]
        uses[Int(slot)] += 1
        precondition(uses[Int(slot)] == 1, "held and queued, or held twice: \(event)")
        precondition(
          event.actor.index == place && event.life == actor.life, "held for another: \(event)")
        switch event.kind {
        case .deliver, .timer, .message, .signal, .start: count += 1
        default: preconditionFailure("not to be held: \(event)")
        }
        last = slot
        slot = event.next
      }
      precondition(actor.lastHeld == last, "the last that is held is another: \(actor)")
      precondition(
        last < 0 || actor.state == .booting || actor.state == .stopped,
        "held although it takes its turns: \(actor)")
    }
    return count
  }

  private func checkOpenCalls(_ uses: [Int]) -> Int {
    var count = 0
    for (slot, event) in table.events.enumerated() {
      switch event.kind {
      case .open:
        precondition(
          actors[event.actor.index].life == event.life, "open, and nobody waits: \(event)")
        count += 1
      case .free: break
      default: precondition(uses[slot] == 1, "lost: \(event)")
      }
    }
    return count
  }

  private func checkTimers() {
    var queued = [Bool](repeating: false, count: table.timers.timers.count)
    for entry in queue.pending() {
      let slot = Int32(bitPattern: entry.slot)
      guard EventTable.isTimer(slot) else { continue }
      let timer = Int(slot & .max)
      precondition(!queued[timer], "a timer that is queued twice: \(table.timers.timers[timer])")
      queued[timer] = true
    }
    var listed = [Bool](repeating: false, count: queued.count)
    for (place, actor) in actors.enumerated() {
      var timer = actor.firstTimer
      var last: Int32 = -1
      while timer >= 0 {
        let entry = table.timers[timer]
        precondition(
          entry.actor == place && entry.state == .pending && entry.previous == last
            && !listed[Int(timer)],
          "not a timer of \(actor): \(entry)")
        listed[Int(timer)] = true
        last = timer
        timer = entry.next
      }
    }
    for (place, timer) in table.timers.timers.enumerated() {
      precondition(queued[place] == (timer.state != .free), "lost, or not free: \(timer)")
      precondition(
        listed[place] == (timer.state == .pending), "cannot be called off, or was: \(timer)")
    }
  }

  private func checkWaiting() {
    var waiting = [Int32](repeating: 0, count: actors.count)
    for event in table.events {
      guard event.actor != .none, event.life == actors[event.actor.index].life else { continue }
      switch event.kind {
      case .apply where event.fate != .abandoned: waiting[event.actor.index] += 1
      case .deliver, .timer, .open: waiting[event.actor.index] += 1
      default: break
      }
    }
    for timer in table.timers.timers where timer.state == .pending {
      waiting[Int(timer.actor)] += 1
    }
    for (place, actor) in actors.enumerated() {
      precondition(
        actor.waiting == waiting[place], "waits for \(waiting[place]), counted as: \(actor)")
    }
  }

  private func checkListings() {
    var uses = [Int](repeating: 0, count: listings.count)
    for slot in freeListings { uses[Int(slot)] += 1 }
    for event in table.events {
      guard case .deliver(let outcome) = event.kind, let listing = outcome.listing else { continue }
      uses[Int(listing.slot)] += 1
      precondition(
        listings[Int(listing.slot)].count == Int(listing.count), "rows are missing: \(listing)")
    }
    precondition(uses.allSatisfy { $0 == 1 }, "listings are lost or shared: \(uses)")
  }

  private func checkActors() {
    for (place, actor) in actors.enumerated() {
      let isFree = freeChildren.contains(place)
      precondition(isFree == (actor.isChild && actor.state == .gone), "a free place: \(actor)")
      guard actor.state != .gone else {
        precondition(actor.firstTimer < 0 && actor.waiting == 0, "gone, and waits: \(actor)")
        continue
      }
      precondition(self.place(of: actor.process) == place, "its process is another's: \(actor)")
      guard let process = world.processes[actor.process], process.state != .zombie else {
        preconditionFailure("its process has ended: \(actor)")
      }
      precondition(
        actor.state == .booting || (actor.state == .stopped) == (process.state == .stopped),
        "runs while its process is stopped, or the other way round: \(actor)")
    }
    let distinct = freeChildren.sorted()
    for place in distinct.indices.dropFirst() {
      precondition(distinct[place - 1] != distinct[place], "a place that is free twice")
    }
  }
}
