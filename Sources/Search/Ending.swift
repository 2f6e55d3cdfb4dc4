/// Why a schedule ended.
public enum Ending: Hashable, Sendable {
  /// Something is wrong: the class of the failure.
  case violated(String)
  /// Nothing can happen any more, and what was promised has come about.
  case atRest
  /// Nothing can happen any more, and what was promised has not come about.
  case stuck
  /// It took as many steps as it may.
  case usedUp
}
