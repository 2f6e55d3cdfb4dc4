import CLive
import Glibc
import Operations

/// The clocks of this machine.
public enum Clocks {
  /// Reads one.
  public static func read(_ clock: ClockName) -> Outcome {
    switch clock {
    case .monotonic: .instant(Instant(nanoseconds: nanoseconds(CLOCK_MONOTONIC)))
    case .boottime: .instant(Instant(nanoseconds: nanoseconds(CLOCK_BOOTTIME)))
    case .wall: .wallTime(WallTime(milliseconds: nanoseconds(CLOCK_REALTIME) / 1_000_000))
    }
  }

  private static func nanoseconds(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}

/// The random bits of this machine.
public enum RandomBits {
  /// Draws 64 of them.
  public static func draw() -> UInt64 {
    var number: UInt64 = 0
    let error = live_draw(&number)
    precondition(error == 0, "the kernel has no random bits: \(String(cString: strerror(error)))")
    return number
  }
}
