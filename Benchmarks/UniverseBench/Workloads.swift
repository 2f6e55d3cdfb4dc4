import CAllocationCount
import Operations
import Simulation

/// Runs the workloads; what they are made of never changes without a new record of thresholds.
struct Workloads {
  /// Whether only the warm-up is run, for its digests: what a debug build can do in a minute.
  var isShort: Bool
  private(set) var results = Results()

  init(isShort: Bool) {
    self.isShort = isShort
  }

  private func events(_ count: Int64) -> Int64 { isShort ? 0 : count }

  /// The timer ping with ever more actors.
  mutating func ping() {
    for actors in [1, 10, 100, 1_000, 10_000] {
      var universe = Scene.actors(actors, PingMachine(interval: .milliseconds(1)))
      results.pings.append(
        .take(
          "ping-\(actors)", &universe, actors: actors, warmUp: Int64(100_000 + actors * 300),
          events: events(5_000_000)))
    }
  }

  /// Operations of the world: the lightest, messages, and the mix.
  mutating func step() {
    for actors in [10, 1_000] {
      var light = Scene.actors(actors, ProbeMachine())
      results.steps.append(
        .take(
          "probe-\(actors)", &light, actors: actors, warmUp: 100_000, events: events(5_000_000)))
    }
    for actors in [10, 1_000] {
      var posts = Scene.actors(actors, PostMachine(actors: actors))
      results.steps.append(
        .take(
          "message-\(actors)", &posts, actors: actors, warmUp: 100_000,
          events: events(3_000_000)))
    }
    for (actors, shared) in [(10, 10), (1_000, 10), (1_000, 1_000)] {
      var mix = Scene.mix(actors: actors, shared: shared)
      let name = shared == 10 ? "mix-\(actors)" : "mix-\(actors)-sessions-\(shared)"
      results.steps.append(
        .take(
          name, &mix, actors: actors, warmUp: Int64(200_000 + actors * 3_000),
          events: events(5_000_000)))
      noteSurprises(&mix)
    }
  }

  /// Ever more pending timers.
  mutating func grow() {
    var pending = 10
    while pending <= 1_000_000 {
      var universe = Scene.actors(10, StormMachine(timers: pending / 10))
      results.storms.append(
        .take(
          "storm-\(pending)", &universe, actors: 10, warmUp: Int64(100_000 + pending * 2),
          events: events(2_000_000)))
      pending *= 10
    }
  }

  /// The long runs; they say nothing in a short one.
  mutating func runLong() {
    guard !isShort else { return }
    var ping = Scene.actors(100, PingMachine(interval: .milliseconds(1)))
    _ = ping.run(RunLimits(events: 100_000))
    results.longPing = .take(&ping, events: 100_000_000, count: 100)
    var mix = Scene.mix(actors: 100, shared: 10)
    _ = mix.run(RunLimits(events: 200_000))
    results.longMix = .take(&mix, events: 40_000_000, count: 100)
    noteSurprises(&mix)
  }

  /// The copies; they say nothing in a short run.
  mutating func copy() {
    guard !isShort else { return }
    var mix = Scene.mix(actors: 10, shared: 10)
    _ = mix.run(RunLimits(events: 200_000))
    results.fork = .take(&mix, states: 200, copies: 500)
  }

  /// The comparison; it says nothing in a short run.
  mutating func compare() {
    guard !isShort else { return }
    guard let peer = Peer() else {
      results.comparisons = nil
      return
    }
    for actors in [1, 100] {
      guard let comparison = Comparison.run(peer, actors: actors, events: 1_000_000) else {
        results.comparisons = nil
        return
      }
      results.comparisons?.append(comparison)
    }
  }

  /// How many allocations the exercise of the counter makes.
  static let knownAllocations: Int64 = 1_000

  /// Makes a known number of allocations and lets them be counted.
  mutating func exerciseCounter() {
    var bytes = 0
    let before = allocation_count()
    for number in 0..<Int(Self.knownAllocations) {
      let pointer = UnsafeMutableRawPointer.allocate(byteCount: 64 + number, alignment: 16)
      bytes += 64 + number
      pointer.deallocate()
    }
    results.counted = Int64(allocation_count() - before)
    precondition(bytes > 0, "nothing was asked for")
  }

  private mutating func noteSurprises(_ universe: inout Universe<MixMachine>) {
    for number in 0..<Int32(universe.actorCount) {
      let machine = universe.machine(of: ActorID(rawValue: number))
      results.surprises += machine.surprises
      if results.firstSurprise == nil, let surprise = machine.firstSurprise {
        let words = Wording(of: universe).words(surprise.outcome)
        results.firstSurprise = "operation \(surprise.place) came to '\(words)'"
      }
    }
  }
}
