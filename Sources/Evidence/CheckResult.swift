/// What a check has come to, and why.
public struct CheckResult: Hashable, Sendable {
  /// The group.
  public var group: String
  /// Its number in the group.
  public var number: Int
  /// What has to be so.
  public var title: String
  /// How it was found out.
  public var kind: String
  /// What it has come to.
  public var verdict: Verdict
  /// Why, in one sentence.
  public var reason: String
  /// All that is wrong, each in one line.
  public var remarks: [String]
  /// What was counted.
  public var counts: [Count]
  /// A figure, if that is what was checked.
  public var metric: MetricResult?
  /// The raw material.
  public var record: String

  /// Something that was counted, and how anybody can count it again.
  public struct Count: Hashable, Sendable {
    /// Of what.
    public var name: String
    /// How many.
    public var number: Int
    /// What each line of the raw material has in it that was counted.
    public var mark: String

    /// Makes a count.
    public init(_ name: String, _ number: Int, mark: String) {
      self.name = name
      self.number = number
      self.mark = mark
    }
  }

  /// What tells it from all others.
  public var name: String { "\(group): \(title)" }
}
