/// What an exhaustive search may leave out without missing a violation.
///
/// Each rests on what the model declares; a wrong declaration makes a wrong proof.
public struct Reductions: OptionSet, Hashable, Sendable {
  /// The bits.
  public let rawValue: UInt8

  /// Makes a set of bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Local steps are taken at once and alone, and the states before them are not kept.
  ///
  /// A singleton persistent set (Godefroid, "Partial-Order Methods for the Verification of
  /// Concurrent Systems", 1996). After `BreadthSearch.localRun_max` of them in a row the state is
  /// treated as any other, so that nobody is forgotten over an endless run.
  public static let localSteps = Reductions(rawValue: 1)

  /// Of two independent steps only one order is taken: fewer transitions, and the same states.
  ///
  /// Sleep sets, as Godefroid has them for searches that remember states: a state that is reached
  /// again with fewer steps asleep takes those that were left out before.
  ///
  /// Off where symmetry is on: a step's name means nothing in a state whose actors were renamed.
  public static let sleepSets = Reductions(rawValue: 2)

  /// Of the states that differ only in who is who, one is kept (Ip, Dill 1996).
  public static let symmetry = Reductions(rawValue: 4)

  /// Everything that a model declares is made use of.
  public static let all: Reductions = [.localSteps, .sleepSets, .symmetry]
}
