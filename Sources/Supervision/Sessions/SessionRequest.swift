import Operations

/// What somebody wants done with a session.
public struct SessionRequest: Hashable, Sendable, Foldable {
  /// What is to be done.
  public var verb: Verb
  /// The session; what a run key is for, when none was chosen, is the key itself.
  public var id: Text
  /// The run key of a spawn.
  public var key: Text
  /// The program of the agent.
  public var agent: Text
  /// What the agent is asked to do, or told.
  public var prompt: Text
  /// The repository that a worktree is made of.
  public var repository: Text
  /// What the session's branch begins at.
  public var base: Text

  /// What can be wanted.
  public enum Verb: UInt8, Hashable, Sendable, CaseIterable {
    /// A session is started.
    case spawn
    /// A session that is over is brought back, in its worktree and branch.
    case restore
    /// A session is ended.
    case kill
    /// What a session left behind is cleared away.
    case cleanup
    /// Whatever a process that died had begun is finished or undone.
    case recover
    /// A session's agent is told something.
    case send
    /// One session is shown.
    case get
    /// All sessions are shown.
    case list

    /// The word for it.
    public var word: StaticString {
      switch self {
      case .spawn: "spawn"
      case .restore: "restore"
      case .kill: "kill"
      case .cleanup: "cleanup"
      case .recover: "recover"
      case .send: "send"
      case .get: "get"
      case .list: "list"
      }
    }
  }

  /// Makes a request.
  public init(
    _ verb: Verb, id: Text = .empty, key: Text = .empty, agent: Text = .empty,
    prompt: Text = .empty, repository: Text = .empty, base: Text = .empty
  ) {
    self.verb = verb
    self.id = id
    self.key = key
    self.agent = agent
    self.prompt = prompt
    self.repository = repository
    self.base = base
  }

  /// Folds all of it.
  public func fold(into digest: inout Digest) {
    digest.fold(UInt64(verb.rawValue))
    for text in [id, key, agent, prompt, repository, base] { digest.fold(text) }
  }
}
