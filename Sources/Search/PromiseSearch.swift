import Operations

/// Every state and every step, and then the cycles: nothing is left out.
struct PromiseSearch<M: Model>: ~Copyable {
  private let initial: M
  private let limits: ProofLimits
  private let wanted: String?
  private var table = StateTable()
  private var graph = StateGraph()
  private var current: [Waiting<M>] = []
  private var next: [Waiting<M>] = []
  private var steps: [M.Step] = []
  private var scratch: M
  private var tally = Tally()
  private var found: (violation: String, ranks: [Int])?
  private var bound: Bound?
  /// Whether something could go on beyond the depth.
  private var isCutOff = false

  /// The class of a run that ends without what was promised.
  static var stuck: String { "what was promised has not come about, and nothing can happen" }
  /// The class of a run that goes round without what was promised.
  static var endless: String { "what was promised never comes about, and everybody goes on" }

  init(from initial: M, limits: ProofLimits, wanted: String?) {
    self.initial = initial
    self.limits = limits
    self.wanted = wanted
    scratch = initial
  }

  mutating func run() -> ProofResult<M.Step> {
    if let violation = scratch.violation {
      note(violation, [])
    } else {
      keep(parent: 0, rank: 0)
    }
    while found == nil && bound == nil && !next.isEmpty {
      swap(&current, &next)
      next.removeAll(keepingCapacity: true)
      for place in current.indices {
        expand(place)
        if found != nil || bound != nil { break }
      }
      if !next.isEmpty { tally.depth += 1 }
    }
    if isCutOff && bound == nil { bound = .depth }
    return result()
  }

  private mutating func expand(_ place: Int) {
    let number = current[place].number
    steps.removeAll(keepingCapacity: true)
    current[place].state.enabled(into: &steps)
    let isKept = current[place].state.isPromiseKept
    if steps.isEmpty && !isKept {
      note(Self.stuck, table.ranks(to: number))
      if found != nil { return }
    }
    if tally.depth >= limits.depth {
      if !steps.isEmpty { isCutOff = true }
      return
    }
    var enabled: UInt64 = 0
    for rank in steps.indices {
      if tally.transitions >= limits.transitions {
        bound = .transitions
        return
      }
      let actor = bit(of: steps[rank], in: current[place].state)
      enabled |= actor
      scratch = current[place].state
      scratch.take(steps[rank])
      tally.transitions += 1
      if let violation = scratch.violation {
        note(violation, table.ranks(to: number) + [rank])
        if found != nil { return }
        continue
      }
      graph.add(rank: rank, actor: actor, target: keep(parent: number, rank: rank))
    }
    graph.close(enabled: enabled, isKept: isKept)
  }

  @discardableResult
  private mutating func keep(parent: UInt32, rank: Int) -> UInt32 {
    var digest = Digest()
    scratch.fold(into: &digest)
    let (number, isNew) = table.insert(digest, parent: parent, rank: rank)
    if isNew {
      next.append(Waiting(state: scratch, number: number, owed: nil))
      let waiting = MemoryLayout<Waiting<M>>.stride - MemoryLayout<M>.stride + initial.byteCount
      let bytes =
        table.byteCount + graph.byteCount + (current.capacity + next.capacity) * waiting
      tally.bytes = max(tally.bytes, bytes)
      if bytes > limits.bytes {
        bound = .bytes
      } else if table.count > limits.states {
        bound = .states
      }
    }
    return number
  }

  private mutating func note(_ violation: String, _ ranks: [Int]) {
    if wanted == nil || wanted == violation { found = (violation, ranks) }
  }

  private func bit(of step: M.Step, in state: borrowing M) -> UInt64 {
    guard let actor = state.actor(of: step) else { return 0 }
    precondition((0..<64).contains(actor), "actor \(actor) in step \(step): 64 can be told apart")
    return 1 << UInt64(actor)
  }

  private mutating func result() -> ProofResult<M.Step> {
    tally.states = table.count
    if let found {
      return failure(found.violation, found.ranks, cycle: [], isShortest: true)
    }
    // What is half seen may hold a cycle all the same: every state of it was expanded.
    if wanted == nil || wanted == Self.endless, let cycle = FairCycle(in: graph) {
      return failure(
        Self.endless, table.ranks(to: UInt32(cycle.start)), cycle: cycle.ranks, isShortest: false)
    }
    return ProofResult(verdict: bound.map { .stopped(by: $0) } ?? .holds, tally: tally)
  }

  private func failure(
    _ violation: String, _ ranks: [Int], cycle: [Int], isShortest: Bool
  ) -> ProofResult<M.Step> {
    var path = PathBuilder(from: initial, takesLocalSteps: false)
    for rank in ranks { path.take(rank) }
    let stem = path.steps.count
    for rank in cycle { path.take(rank) }
    return ProofResult(
      verdict: .violated(
        Counterexample(
          violation: violation, steps: Array(path.steps[..<stem]),
          cycle: Array(path.steps[stem...]), isShortest: isShortest)), tally: tally)
  }
}
