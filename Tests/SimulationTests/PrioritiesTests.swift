import Operations
import SimulatedWorld
import Simulation
import Testing

@Suite("Random priorities")
struct PrioritiesTests {
  private static let actors = ["a", "b", "c"]

  /// One that acts once, one that acts long, and one more; something strikes on the way.
  private func universe(_ fault: Fault? = nil) -> Universe<Caller> {
    let long = Array(repeating: Operation.process(.whoAmI), count: 20)
    var universe = Universe.of([
      ("a", Caller([.process(.list)])), ("b", Caller(long)), ("c", Caller(long)),
    ])
    if let fault { universe.schedule(fault, at: Instant.start + .milliseconds(9)) }
    return universe
  }

  private func priorities(
    _ seed: UInt64, changes: Int = 1, steps: Int = 130, reach: Interval = .unlimited
  ) -> Priorities {
    Priorities(seed: seed, changes: changes, steps: steps, reach: reach)
  }

  /// What was chosen in a whole run.
  private func watched(
    _ priorities: Priorities, _ fault: Fault? = nil
  ) -> (choices: [WatchedChoice], digest: Digest) {
    var universe = universe(fault)
    var chooser = Watched(priorities)
    while universe.step(by: &chooser) {}
    return (chooser.choices, universe.digest)
  }

  @Test("are the same for the same seed, and others for another")
  func seeds() {
    var digests: Set<Digest> = []
    for seed: UInt64 in 1...40 {
      let first = watched(priorities(seed)).digest
      #expect(first == watched(priorities(seed)).digest)
      digests.insert(first)
    }
    #expect(digests.count > 20, "\(digests.count)")
  }

  @Test("let the first of all go on until it is through, but for the changes")
  func strict() {
    func switches(_ changes: Int, _ seed: UInt64) -> Int {
      let actors = watched(priorities(seed, changes: changes)).choices.compactMap(\.actor)
      return zip(actors, actors.dropFirst()).count { $0 != $1 }
    }
    for seed: UInt64 in 1...40 {
      // Everybody follows once: nobody comes back who was not made to fall behind.
      #expect(switches(0, seed) == Self.actors.count - 1)
      #expect(switches(3, seed) <= Self.actors.count - 1 + 3)
    }
    #expect((1...40).contains { switches(3, $0) > Self.actors.count })
  }

  @Test("let nobody overtake by more than the reach")
  func reach() {
    for reach in [Interval.zero, .milliseconds(2), .milliseconds(5)] {
      var longest = Interval.zero
      for seed: UInt64 in 1...40 {
        for choice in watched(priorities(seed, reach: reach)).choices {
          longest = max(longest, choice.lead)
        }
      }
      #expect(longest <= reach)
      // All of what is allowed is made use of: latencies are of two milliseconds here.
      #expect(longest.nanoseconds > reach.nanoseconds - 2_000_000, "\(longest) of \(reach)")
    }
  }

  @Test("neither hurry nor hold what the world does and what is scripted")
  func nobodys() {
    for seed: UInt64 in 1...40 {
      let choices = watched(priorities(seed), .stepWallClock(milliseconds: 1)).choices
      // What was scripted, and three whom the first process reaps when they have ended.
      #expect(choices.count { $0.actor == nil } == 1 + Self.actors.count)
      for choice in choices where choice.actor == nil || choice.isFirstNobodys {
        #expect(choice.actor == nil && choice.lead == .zero)
      }
    }
  }

  /// Burckhardt et al.: of n actors that take k steps, 1 / (n * k^(d - 1)) for a flaw of depth d.
  @Test("find what needs two orderings at least as often as is guaranteed")
  func guarantee() {
    let (runs, count) = (4_000, Self.actors.count)
    let steps = watched(priorities(1)).choices.count
    func found(_ changes: Int) -> Int {
      (1...UInt64(runs)).count { seed in
        isFound(watched(priorities(seed, changes: changes, steps: steps)).choices)
      }
    }
    let least = runs / (count * steps)
    #expect(least > 10)
    #expect(found(1) >= least, "\(found(1)) of \(runs), at least \(least)")
    #expect(found(0) == 0, "without a change one ordering is all that a run can have")
  }

  @Test("which draws that are all alike do not")
  func atRandom() {
    let found = (1...UInt64(1_000)).count { seed in
      var universe = universe()
      var chooser = Watched(AtRandom(seed: seed))
      while universe.step(by: &chooser) {}
      return isFound(chooser.choices)
    }
    #expect(found * 130 * 3 < 1_000, "\(found)")
  }

  /// Whether what `a` does comes right between the tenth and the eleventh of what `b` does.
  private func isFound(_ choices: [WatchedChoice]) -> Bool {
    let effects = choices.filter(\.isEffect)
    guard let place = effects.firstIndex(where: { $0.actor == 0 }) else { return false }
    return effects[..<place].count { $0.actor == 1 } == 10
  }
}

/// Remembers what another chooser chose, and from among what.
struct Watched<Base: Chooser>: Chooser {
  private var base: Base
  private(set) var choices: [WatchedChoice] = []

  init(_ base: Base) { self.base = base }

  var reach: Interval { base.reach }

  mutating func choose(among candidates: [Candidate]) -> Int {
    let place = base.choose(among: candidates)
    let chosen = candidates[place]
    let isEffect = if case .effect = chosen.what { true } else { false }
    choices.append(
      WatchedChoice(
        actor: chosen.actor == .none ? nil : Int(chosen.actor.rawValue),
        lead: chosen.entry.time - candidates[0].entry.time, isEffect: isEffect,
        isFirstNobodys: candidates[0].actor == .none))
    return place
  }
}

/// One choice, beside what it was made among.
struct WatchedChoice {
  /// Whose it was; nil for nobody's.
  var actor: Int?
  /// By how much it overtook the earliest.
  var lead: Interval
  /// Whether an operation takes effect.
  var isEffect: Bool
  /// Whether the earliest was nobody's.
  var isFirstNobodys: Bool
}
