import Operations
import Supervision

/// What is there before anybody begins.
public struct Stage: Hashable, Sendable {
  /// The wall clock when the run begins, in milliseconds since 1970.
  public var wallMs: Int64 = 1_760_000_000_000
  /// The branch that the repository is on.
  public var branch = "main"
  /// Files, with what is in them.
  public var files: [Entry] = []
  /// Folders.
  public var folders: [String] = []
  /// Other names for paths.
  public var aliases: [Alias] = []
  /// Files that belong to strangers, and must be left as they are.
  public var keepsakes: [Entry] = []
  /// How agents behave.
  public var agent = AgentPlan()
  /// What Forge there is.
  public var forge = ForgePlan()
  /// What a person types to reach the programs, as their hints have it.
  public var entryPoint = "rehearse session"
  /// How long every operation takes on its way and back, instead of what was measured.
  public var latency: Interval?

  /// A machine with a repository and nothing else.
  public init() {}

  /// A file and its content.
  public struct Entry: Hashable, Sendable {
    /// Where it is.
    public var path: String
    /// What is in it.
    public var content: String

    /// Makes an entry.
    public init(path: String, content: String) {
      self.path = path
      self.content = content
    }
  }

  /// Another name for a path.
  public struct Alias: Hashable, Sendable {
    /// The other name.
    public var path: String
    /// What it leads to.
    public var target: String

    /// Makes an alias.
    public init(path: String, target: String) {
      self.path = path
      self.target = target
    }
  }
}

/// How the agents of a scenario behave.
public struct AgentPlan: Hashable, Sendable {
  /// How long one works.
  public var works = Interval.seconds(3_600)
  /// What it does then.
  public var ending = AgentBehaviour.Ending.stays
  /// What it says of itself then.
  public var afterwards = AgentActivity.ready
  /// How often it tells the supervisor what it does, and how long it waits in between.
  public var reports = 0
  /// How long it waits between two reports.
  public var reportPause = Interval.seconds(20)
  /// How many children it starts that do not end with it.
  public var children = 0
  /// A run that it launches by itself a second after it has begun; none if empty.
  public var launches = ""
  /// Whether it lives on when its terminal goes away.
  public var ignoresHangUp = false
  /// Whether it ends when it is told to, rather than at once by the signal.
  public var catchesSignals = false

  /// An agent that works for an hour and stays.
  public init() {}
}

/// What Forge there is.
public struct ForgePlan: Hashable, Sendable {
  /// Its projects.
  public var projects: [UInt64] = []
  /// Whether it answers as its documents say, rather than as it does.
  public var isDocumented = false
  /// How many lines an executor prints.
  public var lineCount: Int32 = 100
  /// How long it waits before each line, and before it ends.
  public var linePause = Interval.milliseconds(400)
  /// With which status it ends.
  public var status: UInt8 = 0
  /// Whether it goes on when it is asked to end.
  public var ignoresSignals = false

  /// None.
  public init() {}
}
