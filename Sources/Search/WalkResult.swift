/// What became of one schedule.
public struct WalkResult: Hashable, Sendable {
  /// How many steps were taken.
  public var stepCount: Int
  /// Why it ended.
  public var ending: Ending

  /// What became of one.
  public init(stepCount: Int, ending: Ending) {
    self.stepCount = stepCount
    self.ending = ending
  }

  /// Whether something was wrong at its end.
  public var isViolated: Bool {
    if case .violated = ending { return true }
    return false
  }
}
