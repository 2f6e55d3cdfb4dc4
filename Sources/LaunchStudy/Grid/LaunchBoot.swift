import Operations

/// How long what is launched takes from its start to the first thing that it does.
///
/// None is longer than a runner waits for its own first call, which is ten seconds.
public enum LaunchBoot: String, CaseIterable, Sendable {
  case usual
  case threeSeconds = "3s"
  case nineSeconds = "9s"

  /// How much longer than usual that is.
  public var delay: Interval {
    switch self {
    case .usual: .zero
    case .threeSeconds: .seconds(3)
    case .nineSeconds: .seconds(9)
    }
  }
}
