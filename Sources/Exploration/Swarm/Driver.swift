import Lifecycle

/// Who decides how the runs of a campaign differ.
public enum Driver: UInt8, Word {
  /// The scenario as it is, with latencies and times drawn by the seed.
  case time
  /// A variation of the scenario for each seed.
  case swarm

  /// The word for it.
  public var word: StaticString {
    switch self {
    case .time: "time"
    case .swarm: "swarm"
    }
  }
}
