/// Something that is said of an event, shown when it is selected.
public struct TraceArgument: Hashable, Sendable {
  /// What is said; arguments of one event have different names.
  public var name: String
  /// What it is.
  public var value: TraceValue

  /// Makes an argument.
  public init(_ name: String, _ value: TraceValue) {
    self.name = name
    self.value = value
  }
}
