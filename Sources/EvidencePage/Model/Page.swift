/// What a person is shown of a release that was checked: what passed, what failed and why.
///
/// All of it is plain values. The same page is the same bytes; nothing is taken from a clock.
public struct Page: Hashable, Sendable {
  /// The release, as its users call it.
  public var release: String
  /// The plan that it was checked by.
  public var plan: String
  /// What it came to as a whole.
  public var verdict: CheckVerdict
  /// Why, in one sentence; empty when the counts of the checks say it all.
  public var reason = ""
  /// What is to be known of the checking: commit, toolchain, seeds, digest.
  public var facts: [Fact] = []
  /// The checks.
  public var groups: [CheckGroup] = []
  /// Figures held against what they were and what they should be.
  public var metrics: [MetricTable] = []
  /// Figures as pictures.
  public var charts: [Chart] = []
  /// What was not exercised.
  public var gaps: [Gap] = []
  /// The failures, each as the story of one run.
  public var failures: [FailureStory] = []
  /// How something fails that is planted, and has to be seen to fail.
  public var planted: [FailureStory] = []
  /// The other files of the evidence.
  public var files: [Link] = []

  /// Makes a page without content.
  public init(release: String, plan: String, verdict: CheckVerdict) {
    self.release = release
    self.plan = plan
    self.verdict = verdict
  }

  /// All checks of all groups.
  public var checks: [Check] { groups.flatMap(\.checks) }
}
