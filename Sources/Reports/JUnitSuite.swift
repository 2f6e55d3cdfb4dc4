/// Cases that belong together.
public struct JUnitSuite: Hashable, Sendable {
  /// What the cases have in common.
  public var name: String
  /// The cases, in the order in which they are written.
  public var cases: [JUnitCase]
  /// What is said of all of them.
  public var properties: [JUnitProperty]
  /// When they began, as in `2026-01-31T23:59:59`; only the caller can know.
  public var timestamp: String?
  /// The machine that they ran on.
  public var hostname: String?

  /// Makes a suite.
  public init(
    name: String, cases: [JUnitCase] = [], properties: [JUnitProperty] = [],
    timestamp: String? = nil, hostname: String? = nil
  ) {
    self.name = name
    self.cases = cases
    self.properties = properties
    self.timestamp = timestamp
    self.hostname = hostname
  }
}
