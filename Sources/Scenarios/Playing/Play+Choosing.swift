import Operations
import Properties
import SimulatedWorld
import Simulation

// For drivers that choose each event themselves, whatever the time.

extension Play {
  /// What a pending event would be to somebody who chooses.
  public enum Choice: Hashable, Sendable {
    /// An operation takes effect, or a timer fires.
    case call(ActorID, Verb)
    /// A message or a signal reaches an actor.
    case word(ActorID)
    /// The world does something by itself.
    case world
    /// Something of the timeline happens.
    case happening(Int)
    /// Nobody can tell whether it comes now or later: answers, beginnings, entrances.
    case atOnce
  }

  /// From now on only the order of events counts, and not when they come.
  public mutating func leaveTime() {
    universe.isTimeless = true
  }

  /// The events that are pending, in the order of time.
  public mutating func candidates() -> [Candidate] {
    universe.enabled(reach: .unlimited)
  }

  /// What a candidate is.
  public func choice(_ candidate: Candidate) -> Choice {
    switch candidate.what {
    case .effect(let verb): return .call(candidate.actor, verb)
    case .timer: return .call(candidate.actor, .timer)
    case .message, .signal: return .word(candidate.actor)
    case .answer, .start: return .atOnce
    case .world: return .world
    case .fault(let number):
      guard case .cue(let cue) = universe.fault(numbered: number) else { return .atOnce }
      switch director.cue(cue) {
      case .happen(let place, _): return .happening(place)
      case .enter, .heal, .done, nil: return .atOnce
      }
    }
  }

  /// Takes a candidate and all that follows from it.
  public mutating func take(_ candidate: Candidate) {
    universe.take(candidate)
    look()
  }

  /// Lets something happen that is not in the timeline.
  public mutating func act(_ action: Action) {
    _ = director.act(action, &universe, &books)
    look()
  }

  /// Looks at what is left in the end, as if nothing more could happen.
  public mutating func close() { conclude() }

  /// Folds the state and all that the judgement of what follows depends on; false when a property
  /// remembers the whole run.
  public func fold(into digest: inout Digest) -> Bool {
    digest.fold(universe.stateHash())
    books.fold(into: &digest)
    director.fold(into: &digest)
    var isComplete = true
    for property in properties where !property.foldMemory(into: &digest, account) {
      isComplete = false
    }
    return isComplete
  }
}

extension Play {
  /// Goes on by other chances from here: other draws, and another order of what is due within a
  /// stretch of time.
  public mutating func divert(seed: UInt64, within reach: Interval) {
    universe.world.moment.streams = RandomStreams(seed: seed)
    stepping = Stepping(
      reach > .zero ? .random(within: reach) : .byTime, seed: seed, records: false)
  }
}
