/// Where a spawned session lives.
public struct Handles: Hashable, Sendable {
  /// The folder of its worktree.
  public var workspacePath: String
  /// The branch checked out there.
  public var branch: String
  /// What the runtime calls the session's pane or container.
  public var runtimeHandle: String
  /// Which runtime that is, such as tmux.
  public var runtimeName: String

  /// The handles of a session; without arguments, of one that was not spawned yet.
  public init(
    workspacePath: String = "", branch: String = "", runtimeHandle: String = "",
    runtimeName: String = ""
  ) {
    self.workspacePath = workspacePath
    self.branch = branch
    self.runtimeHandle = runtimeHandle
    self.runtimeName = runtimeName
  }
}
