import Operations

/// Where the pending timers are kept; places are used again.
///
/// A timer takes a sixth of what an event takes. With a million of them pending, what a step costs
/// is mostly the memory that it touches, so they stand apart.
struct TimerTable: Sendable {
  /// One timer of an actor, linked with the others of the same actor.
  ///
  /// It is of the actor's present life: when a life ends, its timers are called off. Sixteen bytes,
  /// so that none lies across two lines of a cache.
  struct Timer: Sendable {
    var actor: Int32
    var tag: UInt32
    /// The timer of the actor that was set after this one; of one in no list, why it is in none.
    fileprivate(set) var previous: Int32 = -1
    /// The timer of the actor that was set before this one, or the next free place.
    fileprivate(set) var next: Int32 = -1

    fileprivate static let cancelled: Int32 = -2
    fileprivate static let free: Int32 = -3

    /// Whether the place has a timer.
    var state: State {
      switch previous {
      case Self.cancelled: .cancelled
      case Self.free: .free
      default: .pending
      }
    }
  }

  /// Whether a place has a timer.
  enum State: Sendable {
    case pending, cancelled, free
  }

  private(set) var timers: [Timer] = []
  private var firstFree: Int32 = -1
  private(set) var count = 0

  /// Makes a table with room for the timers of a small universe.
  init() {
    timers.reserveCapacity(32)
  }

  /// Puts a timer before the first of its actor's, and says where it is.
  mutating func add(actor: Int32, tag: UInt32, before first: Int32) -> Int32 {
    count += 1
    let timer = Timer(actor: actor, tag: tag, next: first)
    var place = firstFree
    if place >= 0 {
      firstFree = timers[Int(place)].next
      timers[Int(place)] = timer
    } else {
      place = Int32(timers.count)
      timers.append(timer)
    }
    if first >= 0 { timers[Int(first)].previous = place }
    return place
  }

  /// Takes a timer out of its actor's list; the first of the list after that.
  mutating func unlink(_ place: Int32, from first: Int32) -> Int32 {
    let timer = timers[Int(place)]
    if timer.next >= 0 { timers[Int(timer.next)].previous = timer.previous }
    guard timer.previous < 0 else {
      timers[Int(timer.previous)].next = timer.next
      return first
    }
    return timer.next
  }

  /// Traps if there is no timer at a place, or its neighbours do not know of it.
  func check(_ place: Int32) {
    let timer = timers[Int(place)]
    guard timer.state == .pending else {
      precondition(timer.state == .cancelled, "queued, and free: \(place)")
      return
    }
    precondition(
      timer.next < 0 || timers[Int(timer.next)].previous == place, "not linked back: \(timer)")
    precondition(
      timer.previous < 0 || timers[Int(timer.previous)].next == place, "not linked: \(timer)")
  }

  /// Calls off a timer that was taken out of its list; it keeps its place until it is dropped.
  mutating func cancel(_ place: Int32) {
    timers[Int(place)].previous = Timer.cancelled
  }

  /// Frees the place of a timer that is in no list.
  mutating func remove(_ place: Int32) {
    Self.free(&timers[Int(place)], before: firstFree)
    firstFree = place
    count -= 1
  }

  /// The whole place at once: each change of a part would ask again whose the array is.
  private static func free(_ timer: inout Timer, before next: Int32) {
    timer.previous = Timer.free
    timer.next = next
  }

  subscript(place: Int32) -> Timer { timers[Int(place)] }
}
