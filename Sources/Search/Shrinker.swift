/// Makes a failing list of steps shorter, and keeps the way in which it fails.
///
/// Chunks are taken out, ever smaller (Zeller, Hildebrandt, "Simplifying and Isolating
/// Failure-Inducing Input", 2002); then steps are moved, and replaced by those that come first
/// among what is enabled, so that what was stuck can be shortened again. A candidate that fails in
/// another way is no success. At the end an exhaustive search up to one step less proves that
/// nothing is shorter, or finds what is.
public struct Shrinker<M: Model> {
  private let initial: M
  private let attemptCount_max: Int
  private let proof: ProofLimits
  private var replay: Replay<M>
  private var attemptCount = 0
  private var best: [M.Step] = []
  private var violation = ""

  /// Shrinks runs from here, with so many replays at most, and a final search within these limits.
  public init(
    from initial: M, attemptCount_max: Int = 100_000,
    proof: ProofLimits = ProofLimits(states: 1_000_000, bytes: 500_000_000)
  ) {
    self.initial = initial
    self.attemptCount_max = attemptCount_max
    self.proof = proof
    replay = Replay(from: initial)
  }

  /// Shrinks a list of steps; nil when it does not fail.
  public mutating func shrink(_ steps: [M.Step]) -> Shrunk<M.Step>? {
    guard let violation = replay.run(steps) else { return nil }
    self.violation = violation
    best = replay.taken
    attemptCount = 0
    var isBetter = true
    while isBetter && attemptCount < attemptCount_max {
      isBetter = removeChunks()
      if !isBetter { isBetter = moveOne() }
      if !isBetter { isBetter = replaceOne() }
    }
    let isProven = prove()
    return Shrunk(
      violation: violation, steps: best, attemptCount: attemptCount, isProvenShortest: isProven)
  }

  /// Takes chunks out, half the list first and single steps last.
  private mutating func removeChunks() -> Bool {
    let before = best.count
    var size = max(best.count / 2, 1)
    while size >= 1 && !best.isEmpty {
      var start = 0
      while start < best.count {
        var candidate = best
        candidate.removeSubrange(start..<min(start + size, best.count))
        if !keepIfShorter(candidate) { start += size }
      }
      size /= 2
    }
    return best.count < before
  }

  /// Moves a step to another place, where others can then be left out.
  private mutating func moveOne() -> Bool {
    for from in best.indices {
      for to in best.indices where to != from {
        var candidate = best
        let step = candidate.remove(at: from)
        candidate.insert(step, at: to)
        if keepIfShorter(candidate) { return true }
      }
    }
    return false
  }

  /// Takes another step in the place of one, where others can then be left out.
  private mutating func replaceOne() -> Bool {
    for place in best.indices {
      var state = initial
      for step in best[..<place] { state.take(step) }
      var enabled: [M.Step] = []
      state.enabled(into: &enabled)
      for step in enabled where step != best[place] {
        var candidate = best
        candidate[place] = step
        if keepIfShorter(candidate) { return true }
        for gone in candidate.indices where gone > place {
          var shorter = candidate
          shorter.remove(at: gone)
          if keepIfShorter(shorter) { return true }
        }
      }
    }
    return false
  }

  private mutating func keepIfShorter(_ candidate: [M.Step]) -> Bool {
    guard attemptCount < attemptCount_max else { return false }
    attemptCount += 1
    guard replay.run(candidate) == violation, replay.taken.count < best.count else { return false }
    best = replay.taken
    return true
  }

  /// Whether nothing is shorter; what is, takes its place.
  private mutating func prove() -> Bool {
    guard !best.isEmpty else { return true }
    var limits = proof
    let depth = best.count - 1
    limits.depth = min(limits.depth, depth)
    let search = Proof(
      from: initial, limits: limits, reductions: .symmetry, wanted: violation)
    switch search.run().verdict {
    case .holds: return true
    case .violated(let shorter):
      best = shorter.steps
      return true
    case .stopped(let bound): return bound == .depth && limits.depth == depth
    }
  }
}
