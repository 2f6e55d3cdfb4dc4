/// A length of time, in whole nanoseconds.
public struct Interval: Hashable, Comparable, Sendable {
  /// The length in nanoseconds; never negative when it stands for a delay.
  public var nanoseconds: Int64

  /// Makes an interval of so many nanoseconds.
  public init(nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }

  /// No time at all.
  public static let zero = Interval(nanoseconds: 0)

  /// Longer than any run: the limit of a call that has none.
  public static let unlimited = Interval(nanoseconds: .max)

  /// So many microseconds.
  public static func microseconds(_ count: Int64) -> Interval {
    Interval(nanoseconds: count &* 1_000)
  }

  /// So many milliseconds.
  public static func milliseconds(_ count: Int64) -> Interval {
    Interval(nanoseconds: count &* 1_000_000)
  }

  /// So many seconds.
  public static func seconds(_ count: Int64) -> Interval {
    Interval(nanoseconds: count &* 1_000_000_000)
  }

  /// The sum, held at the largest interval instead of overflowing.
  public static func + (left: Interval, right: Interval) -> Interval {
    let (sum, overflow) = left.nanoseconds.addingReportingOverflow(right.nanoseconds)
    return overflow ? .unlimited : Interval(nanoseconds: sum)
  }

  /// Orders intervals by their length.
  public static func < (left: Interval, right: Interval) -> Bool {
    left.nanoseconds < right.nanoseconds
  }
}

/// A point on the monotonic clock: nanoseconds since the universe, or the machine, began.
public struct Instant: Hashable, Comparable, Sendable {
  /// Nanoseconds since the beginning.
  public var nanoseconds: Int64

  /// Makes the instant so many nanoseconds after the beginning.
  public init(nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }

  /// The beginning.
  public static let start = Instant(nanoseconds: 0)

  /// The instant that nothing reaches.
  public static let never = Instant(nanoseconds: .max)

  /// The instant that lies an interval later, `never` when it is past counting.
  public static func + (instant: Instant, interval: Interval) -> Instant {
    let (sum, overflow) = instant.nanoseconds.addingReportingOverflow(interval.nanoseconds)
    return overflow ? .never : Instant(nanoseconds: sum)
  }

  /// The time from the right instant to the left one.
  public static func - (left: Instant, right: Instant) -> Interval {
    Interval(nanoseconds: left.nanoseconds &- right.nanoseconds)
  }

  /// Orders instants by time.
  public static func < (left: Instant, right: Instant) -> Bool {
    left.nanoseconds < right.nanoseconds
  }
}

/// A reading of the wall clock: milliseconds since 1970, which faults may step or skew.
public struct WallTime: Hashable, Comparable, Sendable {
  /// Milliseconds since 1970-01-01T00:00:00Z.
  public var milliseconds: Int64

  /// Makes the reading of so many milliseconds.
  public init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// Orders readings by what they show, which need not be the order they were taken in.
  public static func < (left: WallTime, right: WallTime) -> Bool {
    left.milliseconds < right.milliseconds
  }
}

/// The clocks that a program can read.
public enum ClockName: UInt8, Hashable, Sendable {
  /// Runs evenly and stands still while the machine sleeps.
  case monotonic
  /// Runs evenly, also while the machine sleeps.
  case boottime
  /// What people read; it can be stepped.
  case wall
}
