import Properties

/// What a run on this machine has left, and what was seen of it on the way, as plain data.
public struct Aftermath: Hashable, Sendable {
  /// The sessions that have a record.
  public var sessions: [Session] = []
  /// What breaks a property.
  public var breaches: [Breach] = []
  /// What came of each order, in the order of their starts.
  public var orders: [Order] = []
  /// The tmux sessions there are, by name.
  public var tmuxSessions: [String] = []
  /// The session of each agent that lives.
  public var agents: [String] = []
  /// The session of each agent that ever began.
  public var agentsEver: [String] = []
  /// How many worktrees there are beside the repository.
  public var worktrees = 0
  /// How many branches there are beside the one that the repository is on.
  public var branches = 0
  /// Who was told something, a person a message.
  public var notices: [String] = []
  /// The session of each different thing that an agent was told.
  public var prompts: [String] = []
  /// The program of each process that lives.
  public var programs: [String] = []

  /// Nothing.
  public init() {}

  /// A session as its record tells it.
  public struct Session: Hashable, Sendable {
    /// Its id.
    public var id: String
    /// Its run key.
    public var key: String
    /// What a person is shown.
    public var status: String
    /// Whether it is over.
    public var isOver: Bool

    /// Makes one.
    public init(id: String, key: String, status: String, isOver: Bool) {
      self.id = id
      self.key = key
      self.status = status
      self.isOver = isOver
    }
  }

  /// Something that breaks a property.
  public struct Breach: Hashable, Sendable {
    /// The property.
    public var property: String
    /// What was found.
    public var words: String

    /// Tells of one.
    public init(_ property: String, _ words: String) {
      self.property = property
      self.words = words
    }
  }

  /// What somebody was answered.
  public struct Order: Hashable, Sendable {
    /// Who asked.
    public var actor: String
    /// The answer; nil while there is none.
    public var answer: Answer?
    /// The lines that were printed.
    public var lines: [String]

    /// Makes one.
    public init(actor: String, answer: Answer?, lines: [String] = []) {
      self.actor = actor
      self.answer = answer
      self.lines = lines
    }
  }
}
