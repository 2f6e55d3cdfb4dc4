import Glibc

/// Until when somebody waits, by the clock that stands still while the machine sleeps.
public struct Deadline: Sendable {
  /// Nanoseconds on that clock; the largest number for ever.
  public let nanoseconds: Int64

  /// At a reading of that clock.
  init(at nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }

  /// So long from now.
  public init(after nanoseconds: Int64) {
    let (sum, overflow) = Self.now.addingReportingOverflow(max(nanoseconds, 0))
    self.nanoseconds = overflow ? .max : sum
  }

  /// Never.
  public static let never = Deadline(after: .max)

  /// The reading of the clock.
  public static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  /// Whether it has come.
  public var hasPassed: Bool { Self.now >= nanoseconds }

  /// What is left of it, as `poll` wants it: rounded up, -1 for ever.
  var milliseconds: Int32 {
    if nanoseconds == .max { return -1 }
    let left = nanoseconds - Self.now
    return left <= 0 ? 0 : Int32(clamping: (left + 999_999) / 1_000_000)
  }
}
