import Operations

/// How long what is launched takes from its start to the first thing that it does.
public enum LaunchBoot: String, CaseIterable, Sendable {
  case usual
  case threeSeconds = "3s"
  case twentyFiveSeconds = "25s"

  /// How much longer than usual that is.
  public var delay: Interval {
    switch self {
    case .usual: .zero
    case .threeSeconds: .seconds(3)
    case .twentyFiveSeconds: .seconds(25)
    }
  }
}
