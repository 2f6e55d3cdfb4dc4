import Operations
import Properties
import Scenarios
import SimulatedWorld
import Simulation

/// All that happened in a run, for holding it against another.
struct Course {
  /// Whether the expectation was violated.
  let isViolated: Bool
  private let entries: [TraceEntry]
  private let moments: [Failure.Moment]

  /// Plays a seed until an expectation is violated, or to the end.
  init(_ scenario: Scenario, seed: UInt64, until expectation: Int) throws(StagingError) {
    var play = try Play(scenario, seed: seed, records: true)
    play.run(until: expectation)
    isViolated = play.findings()[expectation].violation != nil
    let phrases = Phrases(of: play)
    let texts = play.universe.world.moment.texts
    let actors = play.actorNames
    let kept = play.history.filter { !$0.isCue }
    entries = kept
    moments = kept.map { entry in
      Failure.Moment(
        number: entry.number, time: entry.time,
        actor: entry.actor == .none ? "" : texts.string(actors[Int(entry.actor.rawValue)]),
        words: phrases.words(entry.kind), isFault: false, isLast: false)
    }
  }

  /// How many entries from the first one on are the same, but for times and names that are drawn.
  func commonCount(with other: Course) -> Int {
    zip(entries, other.entries).prefix { $0.0.isLike($0.1) }.count
  }

  /// What happened in a place.
  func moment(at place: Int) -> Failure.Moment? {
    moments.indices.contains(place) ? moments[place] : nil
  }

  /// The last thing that happened at an event.
  func moment(ofEvent number: Int64) -> Failure.Moment? {
    moments.last { $0.number == number }
  }
}

extension TraceEntry {
  /// Whether it is no more than a cue for something that is shown by itself.
  fileprivate var isCue: Bool { if case .fault(.cue) = kind { true } else { false } }

  /// Whether it is the same thing done by the same actor with the same success, whenever it was.
  fileprivate func isLike(_ other: TraceEntry) -> Bool {
    guard actor == other.actor else { return false }
    switch (kind, other.kind) {
    case (.performed(let own, let outcome), .performed(let others, let result)):
      return own.verb == others.verb && outcome?.isRefusal == result?.isRefusal
    case (.answered(_, let outcome), .answered(_, let result)):
      return outcome.isRefusal == result.isRefusal
    case (.lost(let own), .lost(let others)): return own.verb == others.verb
    case (.interference(_, let own), .interference(_, let others)): return own == others
    case (.fired, .fired), (.told, .told), (.began, .began), (.unheard, .unheard): return true
    case (.signalled(let own), .signalled(let others)): return own == others
    case (.ended(let own), .ended(let others)): return own == others
    case (.world, .world): return true
    case (.fault(let own), .fault(let others)): return own == others
    default: return false
    }
  }
}
