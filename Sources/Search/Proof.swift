/// Exhaustive search: every state that can be reached, in the order of its distance.
///
/// States are told apart by fingerprints of 128 bits: among `s` states two are taken for one with a
/// chance of about `s^2 / 2^129`, less than 10^-24 for 10 million. That is the only way in which a
/// complete search can err, if the model declares what is so.
public struct Proof<M: Model>: Sendable {
  private let initial: M
  /// How far it may go.
  public var limits: ProofLimits
  /// What it may leave out.
  public var reductions: Reductions
  /// The class of the failure that is looked for; nil for any.
  ///
  /// A run that fails in another way ends there and is no success.
  public var wanted: String?

  /// A search from here.
  public init(
    from initial: M, limits: ProofLimits = ProofLimits(), reductions: Reductions = .all,
    wanted: String? = nil
  ) {
    self.initial = initial
    self.limits = limits
    self.reductions = reductions
    self.wanted = wanted
  }

  /// Looks for a violation.
  ///
  /// A counterexample that was found with local steps taken at once may have some too many. The
  /// search is then repeated up to its length with nothing reduced but by symmetry, within the same
  /// limits; `isShortest` says whether that could be finished.
  public func run() -> ProofResult<M.Step> {
    var search = BreadthSearch(
      from: initial, limits: limits, reductions: reductions, wanted: wanted)
    let result = search.run()
    guard let found = result.counterexample, !found.isShortest else { return result }
    return ProofResult(verdict: .violated(shortest(found)), tally: result.tally)
  }

  private func shortest(_ found: Counterexample<M.Step>) -> Counterexample<M.Step> {
    var limits = limits
    limits.depth = min(limits.depth, found.steps.count - 1)
    var search = BreadthSearch(
      from: initial, limits: limits, reductions: reductions.intersection(.symmetry),
      wanted: wanted)
    var proven = found
    proven.isShortest = true
    switch search.run().verdict {
    case .holds: return proven
    case .violated(let shorter): return shorter
    case .stopped(let bound):
      return bound == .depth && limits.depth == found.steps.count - 1 ? proven : found
    }
  }

  /// Looks for a violation, and for a run in which the promise is broken: one that ends without it,
  /// or goes round for ever without it although nobody who can go on is kept waiting for ever.
  ///
  /// Nothing is reduced: taking local steps at once or leaving orders out would leave out cycles,
  /// and in a cycle of classes nobody knows who it was that went. A cycle that is found is fair and
  /// real, and its way there is a shortest; there may be shorter cycles.
  public func runWithPromise() -> ProofResult<M.Step> {
    var search = PromiseSearch(from: initial, limits: limits, wanted: wanted)
    return search.run()
  }
}
