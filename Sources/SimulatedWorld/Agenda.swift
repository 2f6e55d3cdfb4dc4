import Operations

/// What an operation leads to besides its own outcome.
///
/// Whoever runs the world carries it out.
///
/// The arrays are emptied after each operation and keep their room.
public struct Agenda: Sendable {
  /// What the world does by itself, after a delay.
  public private(set) var events: [Planned] = []
  /// Processes that have begun to run a program.
  public private(set) var births: [ProcessIndex] = []
  /// Processes that have ended.
  public private(set) var deaths: [ProcessIndex] = []
  /// Signals that a program catches.
  public private(set) var caught: [Caught] = []
  /// Outcomes of operations that were not answered when they were performed.
  public private(set) var answers: [LateAnswer] = []
  /// What was typed at programs.
  public private(set) var keys: [Typed] = []
  /// The call that is being performed, for a part that will answer it later.
  public var call = CallID(slot: 0, generation: 0)
  /// The tag that the caller gave to that call, for a part that is asked to close it again.
  public var callTag = Tag(rawValue: 0)
  /// When the caller stops waiting for that call, for a part that then gives it up.
  public var callDeadline = Instant.never

  /// Whether there is nothing in it.
  public private(set) var isEmpty = true

  /// Makes an empty agenda.
  public init() {}

  /// Plans an event of the world.
  public mutating func plan(_ event: WorldEvent, after delay: Interval) {
    isEmpty = false
    events.append(Planned(event: event, delay: delay))
  }

  /// Notes that a process has begun to run its program.
  public mutating func bear(_ process: ProcessIndex) {
    isEmpty = false
    births.append(process)
  }

  /// Notes that a process has ended.
  public mutating func bury(_ process: ProcessIndex) {
    isEmpty = false
    deaths.append(process)
  }

  /// Notes that a process catches a signal.
  public mutating func catchSignal(_ signal: Signal, by process: ProcessIndex) {
    isEmpty = false
    caught.append(Caught(process: process, signal: signal))
  }

  /// Notes that something was typed at a process.
  public mutating func type(_ text: Text, at process: ProcessIndex) {
    isEmpty = false
    keys.append(Typed(process: process, text: text))
  }

  /// Answers a call that was left open; a stream leaves it open for more.
  public mutating func answer(_ call: CallID, _ outcome: Outcome, more: Bool = false) {
    isEmpty = false
    answers.append(LateAnswer(call: call, outcome: outcome, more: more))
  }

  /// Empties everything, and keeps the room.
  public mutating func clear() {
    isEmpty = true
    // Most of them are empty, and to see that costs less than to empty them.
    if !events.isEmpty { events.removeAll(keepingCapacity: true) }
    if !births.isEmpty { births.removeAll(keepingCapacity: true) }
    if !deaths.isEmpty { deaths.removeAll(keepingCapacity: true) }
    if !caught.isEmpty { caught.removeAll(keepingCapacity: true) }
    if !answers.isEmpty { answers.removeAll(keepingCapacity: true) }
    if !keys.isEmpty { keys.removeAll(keepingCapacity: true) }
  }

  /// Empties the deaths alone, once every part of the world has heard of them.
  public mutating func clearDeaths() {
    deaths.removeAll(keepingCapacity: true)
  }
}

/// An event of the world and when it comes.
public struct Planned: Hashable, Sendable {
  /// What will happen.
  public var event: WorldEvent
  /// How long from now.
  public var delay: Interval
}

/// A signal for a program that catches it.
public struct Caught: Hashable, Sendable {
  /// Whose.
  public var process: ProcessIndex
  /// Which.
  public var signal: Signal
}

/// Keys for the program of a process.
public struct Typed: Hashable, Sendable {
  /// Whose.
  public var process: ProcessIndex
  /// What.
  public var text: Text
}

/// The outcome of a call that was left open.
public struct LateAnswer: Hashable, Sendable {
  /// Which call.
  public var call: CallID
  /// What it came to.
  public var outcome: Outcome
  /// Whether more outcomes of it follow.
  public var more: Bool
}

/// Names a call that a part of the world answers later than it performs it.
///
/// The place that it is kept at is an accident of what else was pending and goes into no digest; who
/// asked and under which tag does.
public struct CallID: Hashable, Sendable, Foldable {
  /// Where the call is kept.
  public var slot: UInt32
  /// Tells it from earlier calls that were kept there.
  public var generation: UInt32
  /// The number of the one who asked, for the digest.
  public var asker: Int32
  /// What the one who asked calls it, for the digest.
  public var tag: Tag

  /// Names the call of a slot and generation.
  public init(
    slot: UInt32, generation: UInt32, asker: Int32 = -1, tag: Tag = Tag(rawValue: 0)
  ) {
    self.slot = slot
    self.generation = generation
    self.asker = asker
    self.tag = tag
  }

  /// Folds who asked and under which tag.
  public func fold(into digest: inout Digest) {
    digest.fold(UInt32(bitPattern: asker), tag.rawValue)
  }
}
