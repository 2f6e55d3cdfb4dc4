/// What an exhaustive search answers.
public struct ProofResult<Step: Hashable & Sendable>: Hashable, Sendable {
  /// What it concluded.
  public var verdict: Verdict<Step>
  /// What it took.
  public var tally: Tally

  /// The counterexample, if there is one.
  public var counterexample: Counterexample<Step>? {
    if case .violated(let counterexample) = verdict { return counterexample }
    return nil
  }
}
