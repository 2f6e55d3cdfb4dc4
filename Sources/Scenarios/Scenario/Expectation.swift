import Lifecycle
import Operations
import Properties

/// Something that must hold in every run of a scenario.
public enum Expectation: Hashable, Sendable {
  /// One of the properties, with the limits that the file sets.
  case property(PropertyName, PropertyLimits)
  /// In the end there are so many of something.
  case count(Count)
  /// Somebody has been answered so.
  case answer(actor: String, is: Answer)
  /// In the end a session stands so.
  case session(String, is: Happening.SessionLife)

  /// Somebody has printed a line with these words in it.
  case output(actor: String, has: String)

  /// A number of things.
  public struct Count: Hashable, Sendable {
    /// Of what.
    public var of: Thing
    /// Which: a run, a program, a person; empty for all.
    public var which: String
    /// How many there have to be.
    public var isExactly: Int

    /// Makes a count.
    public init(of thing: Thing, which: String = "", isExactly: Int) {
      of = thing
      self.which = which
      self.isExactly = isExactly
    }
  }

  /// What can be counted in the end.
  public enum Thing: UInt8, Word {
    /// Records of sessions.
    case records
    /// Records of sessions that are not over.
    case liveRecords
    /// tmux sessions.
    case tmuxSessions
    /// Agents that live.
    case agents
    /// Agents that ever began.
    case agentsEver
    /// Worktrees beside the repository itself.
    case worktrees
    /// Branches beside the one that the repository is on.
    case branches
    /// Messages to people.
    case notices
    /// Different messages that agents were given.
    case prompts
    /// Processes of a program.
    case processes
    /// Tasks in Forge.
    case tasks

    /// The word for it in files.
    public var word: StaticString {
      switch self {
      case .records: "records"
      case .liveRecords: "live-records"
      case .tmuxSessions: "tmux-sessions"
      case .agents: "agents"
      case .agentsEver: "agents-ever"
      case .worktrees: "worktrees"
      case .branches: "branches"
      case .notices: "notices"
      case .prompts: "prompts"
      case .processes: "processes"
      case .tasks: "tasks"
      }
    }
  }

  /// What a red calls it.
  public var name: String {
    switch self {
    case .property(let name, _): "\(name.word)"
    case .count: "count"
    case .answer: "answer"
    case .session: "session"
    case .output: "output"
    }
  }
}
