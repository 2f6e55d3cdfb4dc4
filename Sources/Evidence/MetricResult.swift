/// A figure before and after.
public struct MetricResult: Hashable, Sendable {
  /// What was counted.
  public var measure: String
  /// With what it was counted before.
  public var system: String
  /// What it was; nil when nothing could be counted.
  public var before: Int?
  /// What it is.
  public var after: Int?
  /// The most that it may be.
  public var target: Int
  /// Whether these are nanoseconds.
  public var isTime: Bool
  /// How many runs there were of each.
  public var runCount: Int

  /// Makes a figure.
  public init(
    _ measure: String, system: String, before: Int?, after: Int?, target: Int, isTime: Bool,
    runCount: Int
  ) {
    self.measure = measure
    self.system = system
    self.before = before
    self.after = after
    self.target = target
    self.isTime = isTime
    self.runCount = runCount
  }

  /// A value with its unit.
  public func words(_ value: Int?) -> String {
    guard let value else { return "not counted" }
    guard isTime else { return "\(value)" }
    let milliseconds = (value + 500_000) / 1_000_000
    let digits = "\(milliseconds % 1_000)"
    return "\(milliseconds / 1_000).\(String(repeating: "0", count: 3 - digits.count))\(digits) s"
  }

  /// The target in words.
  public var wanted: String {
    guard isTime else { return target == 0 ? "0" : "at most \(target)" }
    return "at most \(words(target))"
  }
}
