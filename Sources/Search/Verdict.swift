/// What an exhaustive search concluded.
public enum Verdict<Step: Hashable & Sendable>: Hashable, Sendable {
  /// Everything was seen, and nothing is wrong anywhere.
  case holds
  /// This is wrong.
  case violated(Counterexample<Step>)
  /// Nothing was wrong as far as it came.
  case stopped(by: Bound)
}
