/// A figure of a release, as it was, as it is, and as it should be; each with its unit.
public struct Metric: Hashable, Sendable {
  /// What is measured.
  public var name: String
  /// What it was; nil when nobody measured it.
  public var before: String?
  /// What it is; nil when it was not measured.
  public var after: String?
  /// What it should be; nil when nothing was promised.
  public var target: String?
  /// Whether it is as it should be.
  public var verdict: CheckVerdict

  /// Makes a figure.
  public init(
    _ name: String, before: String?, after: String?, target: String?, verdict: CheckVerdict
  ) {
    self.name = name
    self.before = before
    self.after = after
    self.target = target
    self.verdict = verdict
  }
}
