import Operations
import Simulation

/// What a stored record says of a session, in the same words for every system.
public struct SessionFacts: Hashable, Sendable {
  /// What it is stored under.
  public var key: Text
  /// What people are told.
  public var id: Text
  /// The run that it is for.
  public var run: Text
  /// Its tmux session; empty when it has none of its own.
  public var name = Text.empty
  /// Its worktree; empty when it has none.
  public var worktree = Text.empty
  /// Its branch; empty when it has none.
  public var branch = Text.empty
  /// Its log; empty when it has none.
  public var log = Text.empty
  /// The conversation that it carries on, such as Forge's attempt; empty when it has none.
  public var conversation = Text.empty
  /// Where it is in its life.
  public var life: Life
  /// How many runtimes it has had.
  public var generation = 1
  /// The agent, as the record names it.
  public var agent: ProcessIdentity?
  /// The agent's number, where that is all that the record keeps.
  public var agentPid: Int32?
  /// The status that people see, where it is stored instead of derived.
  public var storedStatus: Text?
  /// Whether somebody has begun something with it that is not finished.
  public var hasIntent = false
  /// The mark that its runtime's processes carry; 0 when they carry none.
  public var nonce: UInt64 = 0
  /// Effects that were called for and not carried out.
  public var openEffects = 0
  /// Whether its worktree is not there, as the world has it whenever the record is written: taken
  /// away with its session, or not made yet.
  public var isPlaceGone = false
  /// Whether its worktree was left because something in it is nowhere else.
  public var isWorkKept = false

  /// Makes the facts of a record.
  public init(key: Text, id: Text, run: Text, life: Life) {
    self.key = key
    self.id = id
    self.run = run
    self.life = life
  }

  /// Where a session is in its life, as its record says.
  public enum Life: Hashable, Sendable {
    /// It is being made.
    case starting
    /// It runs.
    case running
    /// It may be dead, and nobody is sure.
    case doubtful
    /// It is over.
    case ended(End)

    /// Whether it is over.
    public var isOver: Bool { if case .ended = self { true } else { false } }
  }

  /// How a session ended, as its record says.
  public enum End: UInt8, Hashable, Sendable {
    /// Somebody ended it.
    case killed
    /// Its agent or runtime was found to be gone.
    case inferred
    /// Its work is done.
    case completed
    /// It never came to run.
    case failed
  }
}

/// What became of a record in an event.
public struct SessionChange: Hashable, Sendable {
  /// What it was; nil when it was not there.
  public var before: SessionFacts?
  /// What it is; nil when it is gone.
  public var after: SessionFacts?
  /// Who wrote it; `none` when the world did.
  public var writer: ActorID

  /// Notes a change.
  public init(before: SessionFacts?, after: SessionFacts?, writer: ActorID) {
    self.before = before
    self.after = after
    self.writer = writer
  }

  /// Whether the session came to its end by it.
  public var ends: Bool {
    guard let before, let after else { return false }
    return !before.life.isOver && after.life.isOver
  }

  /// Whether a session that was over is not any more.
  public var revives: Bool {
    guard let before, let after else { return false }
    return before.life.isOver && !after.life.isOver
  }
}
