import Glibc

/// Reads how long this process has had a core: what others take of the machine is not counted.
enum Processor {
  /// Seconds of processor time since the start.
  static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
