import Operations

/// Why a run came to a stop.
public enum Halt: Hashable, Sendable {
  /// Nothing is pending and nobody waits: the universe is at rest.
  case atRest
  /// The instant that the run was to go to has come.
  case timeReached
  /// The number of events that the run was to take have been taken.
  case eventsTaken
  /// Nothing is pending, and this actor waits for an answer that nobody will give.
  case deadlock(ActorID)
  /// Things go on happening, and nothing has come of it for as long as the limits allow.
  case livelock(events: Int64, time: Interval)
  /// Others take their turns while this actor's answer is due and does not reach it.
  case starvation(ActorID)
}

/// How far a run goes and what it takes for it to be called stuck.
public struct RunLimits: Hashable, Sendable {
  /// The last instant.
  public var until: Instant
  /// The most events.
  public var events: Int64
  /// This many events without progress, and more time than `idleTime` as well, are a livelock.
  public var idleEvents: Int64
  /// This much time without progress, and more events than `idleEvents` as well, are a livelock.
  public var idleTime: Interval
  /// An actor that has been due a turn for so many events of others is starved.
  public var starvedEvents: Int64

  /// Sets the limits; what is not said is not limited.
  public init(
    until: Instant = .never, events: Int64 = .max, idleEvents: Int64 = .max,
    idleTime: Interval = .zero, starvedEvents: Int64 = .max
  ) {
    self.until = until
    self.events = events
    self.idleEvents = idleEvents
    self.idleTime = idleTime
    self.starvedEvents = starvedEvents
  }
}
