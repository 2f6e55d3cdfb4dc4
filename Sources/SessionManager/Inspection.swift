/// What is really there of the sessions of a folder, and what of it should not be.
public struct Inspection: Hashable, Sendable {
  /// What breaks a promise.
  public struct Finding: Hashable, Sendable {
    /// The property that it breaks.
    public var property: String
    /// What was found.
    public var words: String
  }

  /// What was found, in the order of the places that were looked at.
  public var findings: [Finding] = []
  /// How many records there are.
  public var records = 0
  /// How many of them are not over.
  public var live = 0
  /// How many tmux sessions belong to them.
  public var runtimes = 0
  /// How many agents.
  public var agents = 0
  /// How many worktrees.
  public var worktrees = 0
  /// How many branches.
  public var branches = 0

  mutating func find(_ property: String, _ words: String) {
    findings.append(Finding(property: property, words: words))
  }
}
