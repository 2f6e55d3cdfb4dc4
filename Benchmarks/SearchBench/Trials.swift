import BenchSupport
import Operations
import Search
import SearchSupport

/// Runs both sides of every comparison.
struct Trials {
  private(set) var results = Results()

  /// Schedules a second that each driver that draws has to reach.
  static let rate_min = 500_000.0
  /// How many schedules are timed at once, and how often: the median counts.
  private static let scheduleCount: UInt64 = 500_000
  private static let sliceCount = 5
  /// How many searches for the flaw the median is of.
  private static let tryCount = 201
  /// After how many schedules a search for the flaw is given up.
  static let effort_max: UInt64 = 10_000
  /// How many pairs of a proof of ours and one of Spin's.
  static let pairCount = 5
  /// How many times as fast as Spin.
  static let ratio_min = 5.0
  /// How long finding and shrinking may take.
  static let ruleSeconds_max = 1.0
  /// What the shortest failure of the rule model has.
  static let ruleStepCount = 8

  private static let actorCount = 3
  private static let stepCount_max = 30

  /// The atomic lock: how fast schedules run.
  mutating func schedules() {
    for isSound in [true, false] {
      let lock = AtomicLock(actorCount: Self.actorCount, isSound: isSound)
      let form = isSound ? "sound" : "flawed"
      var walk = Walk(from: lock, stepCount_max: Self.stepCount_max)
      time("random, \(form)") { walk.run(seed: $0).stepCount }
      var priorities = PriorityWalk(
        from: lock, actorCount: Self.actorCount, stepCount_max: Self.stepCount_max, depth: 3)
      time("PCT of depth 3, \(form)") { priorities.run(seed: $0).stepCount }
    }
  }

  @inline(__always)
  private mutating func time(_ name: String, _ run: (UInt64) -> Int) {
    var rates: [Double] = []
    var stepCount = 0
    for _ in 0..<Self.sliceCount {
      stepCount = 0
      let begin = Processor.seconds()
      for seed in 0..<Self.scheduleCount { stepCount += run(seed) }
      rates.append(Double(Self.scheduleCount) / (Processor.seconds() - begin))
    }
    let rate = Results.median(rates)
    results.rates.append((name, rate))
    count("\(name): steps of \(Self.scheduleCount) schedules", stepCount)
    if rate < Self.rate_min { complain("\(name): \(Int(rate)) schedules a second") }
  }

  /// The atomic lock: how much it takes to find the flaw, and the proof that the other has none.
  mutating func flaw() {
    let lock = AtomicLock(actorCount: Self.actorCount, isSound: false)
    var walk = Walk(from: lock, stepCount_max: Self.stepCount_max)
    effort("random") { walk.run(seed: $0).isViolated }
    for depth in [2, 3, 4] {
      var priorities = PriorityWalk(
        from: lock, actorCount: Self.actorCount, stepCount_max: Self.stepCount_max, depth: depth)
      effort("PCT of depth \(depth)") { priorities.run(seed: $0).isViolated }
    }
    for isSound in [false, true] {
      let lock = AtomicLock(actorCount: Self.actorCount, isSound: isSound)
      prove("atomic lock, \(isSound ? "sound" : "flawed")", lock, .all, holds: isSound)
    }
  }

  @inline(__always)
  private mutating func effort(_ name: String, _ isFound: (UInt64) -> Bool) {
    var counts: [Int] = []
    for attempt in 0..<UInt64(Self.tryCount) {
      var seed = attempt << 32
      let end = seed + Self.effort_max
      while seed < end && !isFound(seed) { seed += 1 }
      counts.append(Int(seed - attempt << 32) + 1)
    }
    results.efforts.append((name, Results.median(counts)))
    count("\(name): schedules until the flaw, median", Results.median(counts))
  }

  /// The rule model: found by chance, then shrunk; and the same by Hypothesis.
  mutating func rules() {
    let lock = RuleLock()
    let begin = Stopwatch.seconds()
    var walk = Walk(from: lock, stepCount_max: 50)
    var seed: UInt64 = 0
    while !walk.run(seed: seed).isViolated { seed += 1 }
    var shrinker = Shrinker(from: lock)
    let shrunk = shrinker.shrink(walk.taken)
    results.ruleSeconds = Stopwatch.seconds() - begin
    results.ruleStepCount = shrunk?.steps.count ?? 0
    count("rule model: schedules until the flaw", Int(seed) + 1)
    count("rule model: steps found", walk.taken.count)
    count("rule model: steps left", results.ruleStepCount)
    count("rule model: replays", shrunk?.attemptCount ?? 0)
    if results.ruleStepCount != Self.ruleStepCount || shrunk?.isProvenShortest != true {
      complain("the rule model's failure was shrunk to \(results.ruleStepCount) steps")
    }
    if results.ruleSeconds > Self.ruleSeconds_max {
      complain("finding and shrinking took \(results.ruleSeconds) s")
    }
    prove("rule model", lock, [], holds: false)
    results.hypothesis = Hypothesis()?.run()
    if results.hypothesis == nil { results.missing.append("install-hypothesis.sh") }
  }

  /// The folder lock: complete proofs here and by Spin, by turns.
  mutating func folder() {
    let sound = FolderLock(wrapperCount: 4, rounds: 4, isSound: true)
    let flawed = FolderLock(wrapperCount: 4, rounds: 4, isSound: false)
    prove("folder lock, flawed, shortest way", flawed, .all, holds: false)
    prove("folder lock, nothing reduced", sound, [], holds: true)
    prove("folder lock, symmetry alone", sound, .symmetry, holds: true)
    prove("folder lock, local steps alone", sound, .localSteps, holds: true)
    prove("folder lock, all reductions", sound, .all, holds: true)
    guard let spin = Spin() else {
      results.missing.append("install-spin.sh")
      return
    }
    for _ in 0..<Self.pairCount {
      let begin = Stopwatch.seconds()
      _ = Proof(from: sound).run()
      results.ours.append(Stopwatch.seconds() - begin)
      guard let search = spin.reduced() else { return results.missing.append("install-spin.sh") }
      results.spins.append(search.seconds)
      if results.ours.count == 1 { add("Spin, default reductions", search) }
    }
    if let ratio = results.ratios.isEmpty ? nil : Results.median(results.ratios),
      ratio < Self.ratio_min
    {
      complain("\(Figures.fixed(ratio, 1)) times as fast as Spin")
    }
    compare(spin.full(), with: "folder lock, nothing reduced", "Spin, nothing reduced")
    compare(spin.flawed(), with: "folder lock, flawed, shortest way", "Spin, flawed, breadth first")
  }

  /// Both sides have to agree on what the model is.
  private mutating func compare(_ search: Spin.Search?, with ours: String, _ name: String) {
    guard let search else { return results.missing.append("install-spin.sh") }
    add(name, search)
    let isSame =
      search.stepCount.map { counter("\(ours): steps") == $0 }
      ?? (counter("\(ours): states") == search.states)
    if !isSame { complain("\(name) does not agree with ours: \(search)") }
  }

  private func counter(_ name: String) -> Int? {
    results.counters.first { $0.name == name }?.value
  }

  private mutating func add(_ name: String, _ search: Spin.Search) {
    results.searches.append(
      Results.Search(
        name: name, states: search.states, transitions: search.transitions, bytes: nil,
        seconds: search.seconds, answer: search.stepCount.map { "\($0) steps" } ?? "holds"))
  }

  @inline(__always)
  private mutating func prove<M: Model>(
    _ name: String, _ model: M, _ reductions: Reductions, holds: Bool
  ) {
    let begin = Stopwatch.seconds()
    let result = Proof(from: model, reductions: reductions).run()
    let seconds = Stopwatch.seconds() - begin
    let tally = result.tally
    count("\(name): states", tally.states)
    count("\(name): transitions", tally.transitions)
    count("\(name): depth", tally.depth)
    count("\(name): bytes", tally.bytes)
    var answer = "holds"
    if let found = result.counterexample {
      count("\(name): steps", found.steps.count)
      answer = "\(found.steps.count) steps"
    }
    if holds ? result.verdict != .holds : result.counterexample?.isShortest != true {
      complain("\(name): \(result.verdict)")
    }
    results.searches.append(
      Results.Search(
        name: name, states: tally.states, transitions: tally.transitions, bytes: tally.bytes,
        seconds: seconds, answer: answer))
  }

  private mutating func count(_ name: String, _ value: Int) {
    results.counters.append(Counter(name: name, value: value))
  }

  private mutating func complain(_ complaint: String) { results.complaints.append(complaint) }
}
