/// A desk that somebody wants: fresh workers on one mission in one project, until a verifier is
/// content.
public struct Desk: Hashable, Sendable {
  /// The mission; its files are in `.desk/MISSION` below the root.
  public var mission: String
  /// The project's root.
  public var root: String
  /// The words that start the worker.
  public var worker: [String]
  /// The words that start the verifier.
  public var verifier: [String]
  /// Whether somebody watches: then a session's name that is taken is an error.
  public var isWatched = false
  /// How many iterations there may be.
  public var iterationsMax = 100
  /// How long between two looks at what the worker has written.
  public var pollSeconds = 5

  /// Names a mission, and who works on it.
  public init(_ mission: String, root: String, worker: [String], verifier: [String]) {
    self.mission = mission
    self.root = root
    self.worker = worker
    self.verifier = verifier
  }

  /// How it ended.
  public struct End: Hashable, Sendable {
    /// The status: 0 if the mission is complete.
    public var status: UInt8
    /// What came of it, in words.
    public var words: String
    /// How many iterations there were.
    public var iterations: Int
    /// What its tmux session was called; empty when it made none.
    public var session: String
  }
}
