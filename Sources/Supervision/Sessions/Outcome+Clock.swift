import Operations

extension Outcome {
  /// The milliseconds that a clock shows; nil when it could not be read.
  var milliseconds: Int? {
    switch self {
    case .instant(let instant): Int(instant.nanoseconds / 1_000_000)
    case .wallTime(let time): Int(time.milliseconds)
    default: nil
    }
  }
}
