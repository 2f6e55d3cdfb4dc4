import Operations
import SimulatedWorld

/// Where pending events, held ones and open calls are kept; places are used again.
///
/// Pending timers are kept apart and have negative slots, so that the queue orders and names both
/// alike; whoever is not in a hurry sees them as events.
struct EventTable: Sendable {
  private(set) var events: [Event] = []
  private(set) var timers = TimerTable()
  private var firstFree: Int32 = -1
  private var eventCount = 0

  /// How many are kept.
  var count: Int { eventCount + timers.count }

  /// How many places there are, used or free.
  var places: Int { events.count + timers.timers.count }

  // MARK: - Timers

  /// Whether the slot is a timer's.
  static func isTimer(_ slot: Int32) -> Bool { slot < 0 }

  private static func place(_ slot: Int32) -> Int32 { slot & .max }

  /// Adds a timer before the first of its actor's, which it replaces as the first.
  mutating func addTimer(actor: ActorID, tag: Tag, before first: inout Int32) -> Int32 {
    first = timers.add(actor: actor.rawValue, tag: tag.rawValue, before: first)
    return first | .min
  }

  /// Whether a timer was called off and only waits to be taken out of the queue.
  func isCancelled(_ slot: Int32) -> Bool {
    guard Self.isTimer(slot) else {
      if case .cancelled = events[Int(slot)].kind { return true }
      return false
    }
    return timers[Self.place(slot)].state == .cancelled
  }

  /// Whose timer it is, under which tag.
  func timer(_ slot: Int32) -> (actor: ActorID, tag: Tag) {
    let timer = timers[Self.place(slot)]
    return (ActorID(rawValue: timer.actor), Tag(rawValue: timer.tag))
  }

  /// Takes a timer that has come out of its actor's list and frees its place.
  mutating func removeTimer(_ slot: Int32, from first: inout Int32) {
    first = timers.unlink(Self.place(slot), from: first)
    timers.remove(Self.place(slot))
  }

  /// Calls off the timers of a list that are wanted gone; they stay in the queue until dropped.
  mutating func cancelTimers(from first: inout Int32, _ isGone: (Tag) -> Bool) -> Int32 {
    var count: Int32 = 0
    var place = first
    while place >= 0 {
      let timer = timers[place]
      if isGone(Tag(rawValue: timer.tag)) {
        first = timers.unlink(place, from: first)
        timers.cancel(place)
        count += 1
      }
      place = timer.next
    }
    return count
  }

  // MARK: - Events

  /// Puts an event into a free place.
  mutating func add(
    _ kind: Event.Kind, actor: ActorID = .none, life: UInt32 = 0, tag: Tag = Tag(rawValue: 0),
    deadline: Instant = .never
  ) -> Int32 {
    eventCount += 1
    guard firstFree >= 0 else {
      events.append(
        Event(
          kind: kind, actor: actor, life: life, tag: tag, deadline: deadline, next: -1,
          generation: 0))
      return Int32(events.count - 1)
    }
    let slot = firstFree
    let place = Int(slot)
    firstFree = events[place].next
    // The whole place at once: each change of a part would ask again whose the array is.
    events[place] = Event(
      kind: kind, actor: actor, life: life, tag: tag, deadline: deadline, next: -1,
      generation: events[place].generation)
    return slot
  }

  /// Frees a place.
  ///
  /// A timer's place must be that of one who was called off: others are in a list.
  mutating func remove(_ slot: Int32) {
    guard !Self.isTimer(slot) else {
      timers.remove(Self.place(slot))
      return
    }
    Self.free(&events[Int(slot)], before: firstFree)
    firstFree = slot
    eventCount -= 1
  }

  /// Makes the world's answers to a call go astray from now on; the call keeps its place.
  mutating func disown(_ slot: Int32) {
    events[Int(slot)].generation &+= 1
  }

  private static func free(_ event: inout Event, before next: Int32) {
    event.kind = .free
    event.generation &+= 1
    event.next = next
  }

  subscript(slot: Int32) -> Event {
    _read { yield events[Int(slot)] }
    _modify { yield &events[Int(slot)] }
  }

  /// What is kept at a slot, a timer as the event that it is, but without its life.
  func event(at slot: Int32) -> Event {
    Self.isTimer(slot) ? asEvent(timers[Self.place(slot)]) : events[Int(slot)]
  }

  private func asEvent(_ timer: TimerTable.Timer) -> Event {
    Event(
      kind: timer.state == .cancelled ? .cancelled : .timer,
      actor: ActorID(rawValue: timer.actor), life: 0, tag: Tag(rawValue: timer.tag),
      deadline: .never, next: -1, generation: 0)
  }

  /// Traps if nothing is at a slot, or its neighbours do not know of it.
  func check(_ slot: Int32) {
    guard !Self.isTimer(slot) else {
      timers.check(Self.place(slot))
      return
    }
    if case .free = events[Int(slot)].kind { preconditionFailure("queued, and free: \(slot)") }
  }

  /// The name under which a part of the world answers the call at a place.
  func call(at slot: Int32) -> CallID {
    let event = events[Int(slot)]
    return CallID(
      slot: UInt32(bitPattern: slot), generation: event.generation, asker: event.actor.rawValue,
      tag: event.tag)
  }

  /// The place of a call that is still open.
  func openCall(_ call: CallID) -> Int32? {
    guard call.slot < UInt32(events.count) else { return nil }
    let event = events[Int(call.slot)]
    guard event.generation == call.generation, case .open = event.kind else { return nil }
    return Int32(call.slot)
  }

  /// Traps if the free places do not add up.
  func checkInvariants() {
    var free = 0
    var slot = firstFree
    while slot >= 0 {
      guard case .free = events[Int(slot)].kind else {
        preconditionFailure("a used place among the free ones: \(events[Int(slot)])")
      }
      free += 1
      precondition(free <= events.count, "the free places go in a circle")
      slot = events[Int(slot)].next
    }
    precondition(
      free + eventCount == events.count, "\(free) free, \(eventCount) used of \(events.count)")
  }
}
