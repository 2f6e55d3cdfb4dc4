import Glibc

/// Tells how long something took, by the clock that nobody sets.
struct Stopwatch {
  private let start = Self.now

  /// How long it has run.
  var nanoseconds: Int64 { Self.now - start }

  private static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  /// So long in seconds, to the millisecond.
  static func seconds(_ nanoseconds: Int64) -> String {
    let milliseconds = nanoseconds / 1_000_000
    return "\(milliseconds / 1_000).\(padded(milliseconds % 1_000)) s"
  }

  /// Three digits.
  private static func padded(_ milliseconds: Int64) -> String {
    let digits = "\(milliseconds)"
    return String(repeating: "0", count: max(0, 3 - digits.count)) + digits
  }
}
