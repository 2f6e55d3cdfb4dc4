/// What a check came to.
public enum CheckVerdict: String, CaseIterable, Hashable, Sendable {
  /// What was looked for is so.
  case passed
  /// It is not so.
  case failed
  /// Nothing happened, or nothing was checked: nothing was shown.
  case vacuous
  /// A person has to look at it.
  case waiting
  /// It was not run.
  case skipped

  /// The verdict in words.
  public var words: String {
    switch self {
    case .passed: "passed"
    case .failed: "failed"
    case .vacuous: "vacuous"
    case .waiting: "waiting for approval"
    case .skipped: "skipped"
    }
  }
}
