/// Figures held against what they were before and what they should be.
public struct MetricTable: Hashable, Sendable {
  /// What the figures are of.
  public var title: String
  /// What "before" was, such as the release before.
  public var before: String
  /// What "after" is, such as this release.
  public var after: String
  /// The figures.
  public var metrics: [Metric]

  /// Makes a table.
  public init(_ title: String, before: String, after: String, metrics: [Metric]) {
    self.title = title
    self.before = before
    self.after = after
    self.metrics = metrics
  }
}
