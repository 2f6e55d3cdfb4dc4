/// What something that was checked has come to.
public enum Verdict: String, CaseIterable, Hashable, Sendable {
  /// What has to be so is so.
  case passed
  /// It is not so.
  case failed
  /// Nothing happened, or nothing was checked, so that nothing was shown. It is no better than a
  /// failure.
  case vacuous
  /// A person has to agree.
  case waiting
  /// It has nothing to do with what this time was about.
  case skipped

  /// The verdict over several: the worst of them, and vacuous when there are none.
  public static func over(_ verdicts: [Verdict]) -> Verdict {
    if verdicts.contains(.failed) { return .failed }
    if verdicts.contains(.vacuous) { return .vacuous }
    if verdicts.contains(.waiting) { return .waiting }
    return verdicts.contains(.passed) ? .passed : .vacuous
  }
}
