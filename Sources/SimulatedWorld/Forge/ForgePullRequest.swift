import Operations

/// A pull request that Forge has opened, for its host to hear of.
public struct ForgePullRequest: Hashable, Sendable {
  /// The branch.
  public var branch: Text
  /// The title.
  public var title: Text
}
