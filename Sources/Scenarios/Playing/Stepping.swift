import Operations
import SimulatedWorld
import Simulation

/// Takes the next event of a play as its scenario's schedule wants.
struct Stepping {
  private var way: Way
  private var counter: CallCounter?

  private enum Way {
    case byTime
    case random(AtRandom)
    case priorities(Priorities)
    case order(OrderKeeper)
  }

  /// Goes by a schedule; with `records` it keeps which call took effect after which.
  init(_ schedule: Schedule, seed: UInt64, records: Bool) {
    if records { counter = CallCounter() }
    switch schedule {
    case .byTime: way = .byTime
    case .random(let reach): way = .random(AtRandom(seed: seed, reach: reach))
    case .priorities(let numbers):
      way = .priorities(
        Priorities(
          seed: seed, changes: numbers.changes, steps: numbers.steps, reach: numbers.within))
    case .order(let calls): way = .order(OrderKeeper(calls))
    }
  }

  /// Takes one event that is due by an instant; false when none is.
  mutating func step(_ universe: inout Universe<Cast>, until end: Instant) -> Bool {
    if counter == nil, let isTaken = stepUnseen(&universe, until: end) { return isTaken }
    let candidates = universe.enabled(reach: reach).filter { $0.entry.time <= end }
    guard let place = choose(among: candidates, universe) else { return false }
    counter?.note(candidates[place], universe)
    universe.take(candidates[place])
    return true
  }

  /// The same where nobody keeps what was chosen, without a list; nil where one is needed.
  private mutating func stepUnseen(
    _ universe: inout Universe<Cast>, until end: Instant
  ) -> Bool? {
    switch way {
    case .byTime:
      return universe.step(until: end)
    case .random(var chooser):
      defer { way = .random(chooser) }
      return universe.step(by: &chooser, until: end)
    case .priorities(var chooser):
      way = .byTime
      defer { way = .priorities(chooser) }
      return universe.step(by: &chooser, until: end)
    case .order:
      return nil
    }
  }

  private var reach: Interval {
    switch way {
    case .byTime: .zero
    case .random(let chooser): chooser.reach
    case .priorities(let chooser): chooser.reach
    case .order: .unlimited
    }
  }

  private mutating func choose(
    among candidates: [Candidate], _ universe: borrowing Universe<Cast>
  ) -> Int? {
    guard !candidates.isEmpty else { return nil }
    switch way {
    case .byTime: return 0
    case .random(var chooser):
      defer { way = .random(chooser) }
      return chooser.choose(among: candidates)
    case .priorities(var chooser):
      way = .byTime
      defer { way = .priorities(chooser) }
      return chooser.choose(among: candidates)
    case .order(var keeper):
      way = .byTime
      defer { way = .order(keeper) }
      return keeper.choose(among: candidates, universe)
    }
  }

  /// The calls of an order that have not come, in the order of the list.
  var missing: [Schedule.Call] {
    if case .order(let keeper) = way { keeper.missing } else { [] }
  }

  /// The calls that have taken effect, if they are kept.
  var calls: [Schedule.Call] { counter?.calls ?? [] }

  /// What candidates are called when they come next; nothing if calls are not kept.
  func names(
    of candidates: [Candidate], _ universe: borrowing Universe<Cast>
  ) -> [Schedule.Call] {
    counter?.names(of: candidates, universe) ?? []
  }
}
