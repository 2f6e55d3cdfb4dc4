/// Bugs that the reference has and this reducer has not, one by one.
///
/// A scenario can run without one of them and be seen to fail. C3 is a number:
/// `Rules.deadReadingsMax`.
public struct Corrections: OptionSet, Hashable, Sendable {
  /// One bit a correction.
  public let rawValue: UInt8

  /// A set of corrections from its bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// A stuck session keeps its quarantine and stays stuck until health or death is clear.
  ///
  /// In the reference, stuck forgets the quarantine. The next doubtful reading begins a new one,
  /// the status flaps between stuck and detecting, and the urgent notice goes out every third
  /// reading.
  public static let c1 = Corrections(rawValue: 1 << 0)

  /// A merge or a close clears the quarantine.
  ///
  /// In the reference it is left behind, and a doubt that arises days later resumes its old count.
  public static let c2 = Corrections(rawValue: 1 << 1)

  /// An observation that belongs to an older runtime generation is ignored.
  ///
  /// In the reference, a late answer about the previous runtime ends the session that was restored
  /// in the meantime.
  public static let c4 = Corrections(rawValue: 1 << 2)

  /// A runtime that was cleanly read as dead counts as dead whatever the process probe says.
  ///
  /// In the reference, a process probe that fails, or cannot tell, hides the death for ever:
  /// probing a process in a pane that is gone can only fail.
  public static let c5 = Corrections(rawValue: 1 << 3)

  /// An agent that exited in a pane that lives on is ended, after as many readings as any other.
  ///
  /// In the reference it stays in doubt for ever: the shell that the agent left behind keeps the
  /// runtime alive.
  public static let c6 = Corrections(rawValue: 1 << 4)

  /// All of them.
  public static let all: Corrections = [.c1, .c2, .c4, .c5, .c6]
}

/// A correction by its name.
public enum Correction: UInt8, Word {
  case c1, c2, c4, c5, c6

  /// The name of this correction.
  public var word: StaticString {
    switch self {
    case .c1: "c1"
    case .c2: "c2"
    case .c4: "c4"
    case .c5: "c5"
    case .c6: "c6"
    }
  }

  /// The set that holds this correction alone.
  public var set: Corrections { Corrections(rawValue: 1 << rawValue) }
}
