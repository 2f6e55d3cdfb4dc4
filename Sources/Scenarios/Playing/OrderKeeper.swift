import Operations
import Simulation

/// Lets operations take effect in the order that a scenario lists, and all else by time.
///
/// An operation of the list waits until all that are above it have taken effect. Nothing is hurried:
/// what is on top comes when it is due. Where the code has changed since the list was written, what
/// is on top may never come; when nothing else is left to happen it is given up, the run goes on by
/// time, and the departure is kept.
struct OrderKeeper {
  /// The calls that have not taken effect, in order.
  private(set) var rest: ArraySlice<Schedule.Call>
  /// The calls that never came though others waited for them.
  private(set) var departures: [Schedule.Call] = []
  private var actors: [Text]
  private var counts = CallCounts()

  init(_ calls: [Schedule.Call]) {
    rest = calls[...]
    actors = calls.map { Bookkeeper.text($0.actor) }
  }

  /// What of the list has not happened, and what was given up.
  var missing: [Schedule.Call] { departures + rest }

  /// The place, among the candidates, of the one to take; nil when none of them is due.
  mutating func choose(
    among candidates: [Candidate], _ universe: borrowing Universe<Cast>
  ) -> Int? {
    guard !candidates.isEmpty else { return nil }
    while true {
      if let place = candidates.indices.first(where: { !isHeld(candidates[$0], universe) }) {
        note(candidates[place], universe)
        return place
      }
      // All that is left waits for one that does not come.
      departures.append(rest.removeFirst())
      actors.removeFirst()
    }
  }

  private func isHeld(_ candidate: Candidate, _ universe: borrowing Universe<Cast>) -> Bool {
    guard let place = place(of: candidate, universe) else { return false }
    return place > 0
  }

  /// How far down the list a candidate stands; nil when it is not in it.
  private func place(of candidate: Candidate, _ universe: borrowing Universe<Cast>) -> Int? {
    guard let verb = candidate.verb else { return nil }
    let name = universe.name(of: candidate.actor)
    let nth = counts.count(name, verb) + 1
    for place in 0..<rest.count where actors[place] == name {
      let call = rest[rest.startIndex + place]
      if call.verb == verb, call.nth == nth { return place }
    }
    return nil
  }

  private mutating func note(_ candidate: Candidate, _ universe: borrowing Universe<Cast>) {
    guard let verb = candidate.verb else { return }
    if place(of: candidate, universe) == 0 {
      rest.removeFirst()
      actors.removeFirst()
    }
    counts.note(universe.name(of: candidate.actor), verb)
  }
}

extension Candidate {
  /// The kind of operation by which it can be named; nil for what has no name.
  var verb: Verb? {
    switch what {
    case .effect(let verb): verb
    case .timer: .timer
    case .answer, .message, .signal, .start, .world, .fault: nil
    }
  }
}
