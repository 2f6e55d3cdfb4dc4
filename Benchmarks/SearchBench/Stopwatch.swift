import Glibc

/// Reads the clock that nobody sets.
enum Stopwatch {
  /// Seconds since some moment that does not change.
  static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
