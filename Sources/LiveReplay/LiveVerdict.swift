/// What was found of an expectation on this machine.
public enum LiveVerdict: Hashable, Sendable {
  /// It is so.
  case held
  /// It is not so.
  case violated(String)
  /// Nobody can tell here, and why.
  case notJudged(String)

  /// The word for it.
  public var word: String {
    switch self {
    case .held: "held"
    case .violated: "violated"
    case .notJudged: "not judged here"
    }
  }

  /// What there is to be said beside it.
  public var words: String? {
    switch self {
    case .held: nil
    case .violated(let words), .notJudged(let words): words
    }
  }
}
