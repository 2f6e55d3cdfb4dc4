import Glibc

/// Reads the clock that nobody sets.
package enum Stopwatch {
  /// Seconds since some moment that does not change.
  package static func seconds() -> Double { read(CLOCK_MONOTONIC) }

  /// Seconds that this process has had a processor for, on all its threads together.
  package static func processorSeconds() -> Double { read(CLOCK_PROCESS_CPUTIME_ID) }

  private static func read(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
