/// The milliseconds from one time to another, clamped to what an integer can hold: events come from
/// outside, and an absurd time must not end the program.
func elapsed(from start: Int, to end: Int) -> Int {
  let (difference, overflow) = end.subtractingReportingOverflow(start)
  if overflow { return end > start ? .max : .min }
  return difference
}

extension FixedWidthInteger {
  /// One more, or the same at the upper end: counters never trap.
  var incremented: Self { self == .max ? self : self + 1 }
}
