/// How often something happened in so many runs.
public struct Bar: Hashable, Sendable {
  /// To whom.
  public var name: String
  /// How often.
  public var count: Int
  /// In how many runs.
  public var of: Int
  /// Within what the true share lies with the confidence that the chart names; nil when unknown.
  public var interval: ClosedRange<Double>?

  /// Makes a bar.
  public init(_ name: String, _ count: Int, of: Int, interval: ClosedRange<Double>? = nil) {
    self.name = name
    self.count = count
    self.of = of
    self.interval = interval
  }
}
