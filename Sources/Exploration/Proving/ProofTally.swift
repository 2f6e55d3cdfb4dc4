import Properties

/// What was put to the test in all states of a proof.
public final class ProofTally: @unchecked Sendable {
  /// Whether each property was put to the test somewhere, in the order of the expectations.
  public private(set) var exercised: [Bool] = []

  /// Nothing yet.
  public init() {}

  /// Notes what a run has put to the test so far.
  func note(_ properties: [any Property]) {
    if exercised.count < properties.count {
      exercised = Array(repeating: false, count: properties.count)
    }
    for place in properties.indices where !exercised[place] {
      exercised[place] = properties[place].finding.exerciseCount > 0
    }
  }
}
