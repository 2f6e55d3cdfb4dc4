/// One check of a release.
public struct Check: Hashable, Sendable {
  /// What is checked.
  public var name: String
  /// How it is checked, in one word: scenario, exploration, proof, command.
  public var kind: String
  /// What it came to.
  public var verdict: CheckVerdict
  /// Why, in one sentence.
  public var reason: String
  /// What was counted.
  public var counts: [Count] = []
  /// What was run for it.
  public var invocations: [CheckInvocation] = []
  /// The raw material.
  public var files: [Link] = []
  /// The place of its failure among the failures of the page.
  public var failure: Int?

  /// Makes a check that has come to something.
  public init(_ name: String, kind: String, verdict: CheckVerdict, reason: String) {
    self.name = name
    self.kind = kind
    self.verdict = verdict
    self.reason = reason
  }
}
