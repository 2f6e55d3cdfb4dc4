import Operations
import SimulatedWorld

/// Where pending events, held ones and open calls are kept; places are used again.
struct EventTable: Sendable {
  private(set) var events: [Event] = []
  private var firstFree: Int32 = -1
  private(set) var count = 0

  /// Puts an event into a free place.
  mutating func add(
    _ kind: Event.Kind, actor: ActorID = .none, life: UInt32 = 0, tag: Tag = Tag(rawValue: 0),
    deadline: Instant = .never
  ) -> Int32 {
    count += 1
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
  mutating func remove(_ slot: Int32) {
    let place = Int(slot)
    Self.free(&events[place], before: firstFree)
    firstFree = slot
    count -= 1
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
    precondition(free + count == events.count, "\(free) free, \(count) used of \(events.count)")
  }
}
