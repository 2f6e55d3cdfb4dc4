import Operations

/// Every state in the order of its distance, with what the reductions leave out.
///
/// Invariants: a state waits at most once as new, and once for each time that fewer of its steps
/// were asleep than before; `asleep` of a state only loses bits, so that the search ends.
struct BreadthSearch<M: Model>: ~Copyable {
  private let initial: M
  private let limits: ProofLimits
  private let takesLocalSteps: Bool
  private let usesSymmetry: Bool
  private let usesSleep: Bool
  private let wanted: String?

  private var table = StateTable()
  /// By number: which of the first 64 steps need not be taken there; empty without sleep sets.
  ///
  /// Another order of the same steps leads to where they lead.
  private var asleep: [UInt64] = []
  private var current: [Waiting<M>] = []
  private var next: [Waiting<M>] = []
  private var steps: [M.Step] = []
  private var local = LocalRun<M>()
  private var scratch: M
  private var tally = Tally()
  /// The choices that lead to a violation.
  private var found: [Int]?
  private var bound: Bound?
  /// Whether anything was left out because it slept.
  private var hasSlept = false

  init(from initial: M, limits: ProofLimits, reductions: Reductions, wanted: String?) {
    self.initial = initial
    self.limits = limits
    self.wanted = wanted
    takesLocalSteps = reductions.contains(.localSteps)
    let isSymmetric = M.isSymmetric && reductions.contains(.symmetry)
    usesSymmetry = isSymmetric
    usesSleep = reductions.contains(.sleepSets) && !isSymmetric
    scratch = initial
  }

  mutating func run() -> ProofResult<M.Step> {
    begin()
    var level = 0
    while found == nil && bound == nil && !next.isEmpty {
      swap(&current, &next)
      next.removeAll(keepingCapacity: true)
      if level == limits.depth {
        if anyCanGoOn() { bound = .depth }
        break
      }
      level += 1
      let before = table.count
      for place in current.indices {
        expand(place)
        if found != nil || bound != nil { break }
      }
      // Steps that were owed lead to known states only, but for wrong declarations.
      if table.count > before || found != nil { tally.depth = level }
    }
    return result()
  }

  /// Reaches the initial state, or what local steps make of it.
  private mutating func begin() {
    if judge(scratch) != nil {
      found = []
      return
    }
    guard scratch.violation == nil else { return }
    settle()
    guard bound == nil else { return }
    switch judge(scratch) {
    case .some: found = []
    case nil where scratch.violation != nil: break
    case nil:
      _ = table.insert(fingerprint(), parent: 0, rank: 0)
      if usesSleep { asleep.append(0) }
      next.append(Waiting(state: scratch, number: 0, owed: nil))
      account()
    }
  }

  /// Takes the steps of a waiting state.
  private mutating func expand(_ place: Int) {
    let number = current[place].number
    let owed = current[place].owed
    steps.removeAll(keepingCapacity: true)
    current[place].state.enabled(into: &steps)
    precondition(steps.count <= Int(UInt16.max), "\(steps.count) steps are enabled at once")
    table.markExpanded(number)
    var sleeping = usesSleep ? asleep[Int(number)] : 0
    let chosen = owed ?? ~sleeping
    if owed == nil && sleeping != 0 { hasSlept = true }
    for rank in steps.indices {
      let bit: UInt64 = rank < 64 ? 1 << UInt64(rank) : 0
      guard rank < 64 ? chosen & bit != 0 : owed == nil else { continue }
      if tally.transitions >= limits.transitions {
        bound = .transitions
        return
      }
      scratch = current[place].state
      scratch.take(steps[rank])
      tally.transitions += 1
      reach(from: place, rank: rank, sleeping: sleeping)
      if found != nil || bound != nil { return }
      if usesSleep { sleeping |= bit }
    }
  }

  /// Keeps the state that a step led to, unless it is known.
  private mutating func reach(from place: Int, rank: Int, sleeping: UInt64) {
    if let violation = scratch.violation {
      if wanted == nil || wanted == violation { fail(at: place, rank) }
      return
    }
    if takesLocalSteps {
      settle()
      guard bound == nil else { return }
      if local.length > 0, let violation = scratch.violation {
        if wanted == nil || wanted == violation { fail(at: place, rank) }
        return
      }
    }
    let parent = current[place].number
    let (number, isNew) = table.insert(fingerprint(), parent: parent, rank: rank)
    if isNew {
      if usesSleep { asleep.append(mask(at: place, rank, sleeping)) }
      next.append(Waiting(state: scratch, number: number, owed: nil))
      account()
    } else if usesSleep && asleep[Int(number)] != 0 {
      let before = asleep[Int(number)]
      let now = before & mask(at: place, rank, sleeping)
      guard now != before else { return }
      asleep[Int(number)] = now
      if table[number].isExpanded {
        next.append(Waiting(state: scratch, number: number, owed: before & ~now))
        account()
      }
    }
  }

  /// Which steps may sleep after a step: those that may before it, and are independent of it.
  private mutating func mask(at place: Int, _ rank: Int, _ sleeping: UInt64) -> UInt64 {
    guard sleeping != 0 else { return 0 }
    if !takesLocalSteps { local.look(at: scratch) }
    var mask: UInt64 = 0
    var rest = sleeping
    while rest != 0 {
      let other = rest.trailingZeroBitCount
      rest &= rest - 1
      guard current[place].state.areIndependent(steps[rank], steps[other]) else { continue }
      for ahead in local.enabled.indices.prefix(64) where local.enabled[ahead] == steps[other] {
        mask |= 1 << UInt64(ahead)
      }
    }
    return mask
  }

  private mutating func settle() {
    guard takesLocalSteps else { return }
    local.run(&scratch)
    tally.transitions += local.length
    if tally.transitions > limits.transitions { bound = .transitions }
  }

  private func fingerprint() -> Digest {
    var digest = Digest()
    if usesSymmetry {
      scratch.foldClass(into: &digest)
    } else {
      scratch.fold(into: &digest)
    }
    return digest
  }

  /// The violation of a state, if it is one that is looked for.
  private func judge(_ state: borrowing M) -> String? {
    guard let violation = state.violation else { return nil }
    return wanted == nil || wanted == violation ? violation : nil
  }

  private mutating func fail(at place: Int, _ rank: Int) {
    found = table.ranks(to: current[place].number) + [rank]
  }

  private func anyCanGoOn() -> Bool {
    var enabled: [M.Step] = []
    for place in current.indices {
      current[place].state.enabled(into: &enabled)
      if !enabled.isEmpty { return true }
    }
    return false
  }

  /// Keeps count of the memory, and stops where the limits are.
  private mutating func account() {
    let waiting = MemoryLayout<Waiting<M>>.stride - MemoryLayout<M>.stride + initial.byteCount
    let bytes =
      table.byteCount + asleep.capacity * MemoryLayout<UInt64>.stride
      + (current.capacity + next.capacity) * waiting
    tally.bytes = max(tally.bytes, bytes)
    if bytes > limits.bytes {
      bound = .bytes
    } else if table.count > limits.states {
      bound = .states
    }
  }

  private mutating func result() -> ProofResult<M.Step> {
    tally.states = table.count
    if let found {
      return ProofResult(verdict: .violated(counterexample(found)), tally: tally)
    }
    return ProofResult(verdict: bound.map { .stopped(by: $0) } ?? .holds, tally: tally)
  }

  /// Walks the choices again from the initial state, with the local steps between them.
  private func counterexample(_ ranks: [Int]) -> Counterexample<M.Step> {
    var path = PathBuilder(from: initial, takesLocalSteps: takesLocalSteps)
    for rank in ranks { path.take(rank) }
    guard let violation = path.state.violation else {
      preconditionFailure("the steps \(path.steps) fail in a search and not in a replay")
    }
    // Where no local step is among them, none is too many. That sleep sets keep the distances has
    // been seen on thousands of systems and is proven nowhere.
    return Counterexample(
      violation: violation, steps: path.steps,
      isShortest: path.steps.count == ranks.count && !hasSlept)
  }
}
