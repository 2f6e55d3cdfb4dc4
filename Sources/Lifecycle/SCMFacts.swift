/// How the checks of a pull request stand.
public enum CIState: UInt8, Word {
  case absent, pending, passing, failing

  /// The name of this state.
  public var word: StaticString {
    switch self {
    case .absent: "none"
    case .pending: "pending"
    case .passing: "passing"
    case .failing: "failing"
    }
  }
}

/// How the review of a pull request stands.
public enum ReviewState: UInt8, Word {
  case absent, pending, approved, changesRequested

  /// The name of this state.
  public var word: StaticString {
    switch self {
    case .absent: "none"
    case .pending: "pending"
    case .approved: "approved"
    case .changesRequested: "changes_requested"
    }
  }
}

/// What the host says of merging a pull request; empty when it does not know.
public struct Mergeability: OptionSet, Hashable, Sendable {
  /// One bit a fact.
  public let rawValue: UInt8

  /// A set of facts from its bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// It has the approvals that it needs.
  public static let approved = Mergeability(rawValue: 1 << 0)
  /// Something else stands in its way.
  public static let blockers = Mergeability(rawValue: 1 << 1)
  /// Its checks pass.
  public static let ciPassing = Mergeability(rawValue: 1 << 2)
  /// It could be merged now.
  public static let mergeable = Mergeability(rawValue: 1 << 3)
  /// It applies to its base without conflicts.
  public static let noConflicts = Mergeability(rawValue: 1 << 4)

  /// Whether conflicts are what keeps it from being merged.
  ///
  /// A host that does not know yet answers "not mergeable, not free of conflicts" as well; only an
  /// answer that says something else too is taken at its word.
  public var saysConflicts: Bool {
    !contains(.mergeable) && !contains(.noConflicts)
      && !isDisjoint(with: [.ciPassing, .approved, .blockers])
  }
}

/// A fact about merging by its name.
public enum MergeabilityFact: UInt8, Word {
  case approved, blockers, ciPassing, mergeable, noConflicts

  /// The name of this fact.
  public var word: StaticString {
    switch self {
    case .approved: "approved"
    case .blockers: "blockers"
    case .ciPassing: "ciPassing"
    case .mergeable: "mergeable"
    case .noConflicts: "noConflicts"
    }
  }

  /// The set that holds this fact alone.
  public var set: Mergeability { Mergeability(rawValue: 1 << rawValue) }
}

/// Whose comments on a pull request wait for an answer.
public struct Comments: OptionSet, Hashable, Sendable {
  /// One bit a kind of author.
  public let rawValue: UInt8

  /// A set of authors from its bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// A review bot commented.
  public static let bot = Comments(rawValue: 1 << 0)
  /// A person commented.
  public static let human = Comments(rawValue: 1 << 1)
}

/// A kind of comment author by its name.
public enum CommentAuthor: UInt8, Word {
  case bot, human

  /// The name of this kind of author.
  public var word: StaticString {
    switch self {
    case .bot: "bot"
    case .human: "human"
    }
  }

  /// The set that holds this kind alone.
  public var set: Comments { Comments(rawValue: 1 << rawValue) }
}
