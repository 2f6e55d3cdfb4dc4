/// The unit in which a viewer shows times; what is written does not depend on it.
public enum TraceTimeUnit: String, CaseIterable, Sendable {
  /// Thousandths of a second.
  case milliseconds = "ms"
  /// Thousand-millionths of a second.
  case nanoseconds = "ns"
}
