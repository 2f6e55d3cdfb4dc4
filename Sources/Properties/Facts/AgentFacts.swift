import Operations
import SimulatedWorld
import Simulation

/// An agent as the world knows it: a process that does a session's work.
public struct AgentFacts: Hashable, Sendable {
  /// Who it is.
  public var identity: ProcessIdentity
  /// Its place in the process table.
  public var process: ProcessIndex
  /// Its program.
  public var program: Text
  /// The run that it works for; empty for one that belongs to nobody.
  public var run: Text
  /// The folder that it works in; empty where nobody can tell.
  public var worktree = Text.empty
  /// When it began.
  public var began: Instant
  /// When it ended.
  public var ended: Instant?
  /// Whose turn ended it; `none` for its own and the world's.
  public var endedBy = ActorID.none

  /// Makes the facts of one that begins.
  public init(
    identity: ProcessIdentity, process: ProcessIndex, program: Text, run: Text, began: Instant
  ) {
    self.identity = identity
    self.process = process
    self.program = program
    self.run = run
    self.began = began
  }

  /// Whether it has not ended.
  public var lives: Bool { ended == nil }
}

/// A run that somebody has asked for.
public struct RunFacts: Hashable, Sendable {
  /// Its key, as the caller chose it.
  public var key: Text
  /// When it was first asked for.
  public var requested: Instant
  /// How often it was asked for.
  public var requestCount = 1
  /// How often it was asked that its session be brought back.
  public var restoreCount = 0
  /// When a session of it was first there with its agent.
  public var created: Instant?

  /// A run that is asked for now.
  public init(key: Text, requested: Instant) {
    self.key = key
    self.requested = requested
  }
}

/// Something that belongs to nobody under test.
public struct StrangerFacts: Hashable, Sendable {
  /// What it is.
  public var kind: Kind
  /// Whether it was there the last time that somebody looked.
  public var isThere = true

  /// The kinds of strangers.
  public enum Kind: Hashable, Sendable {
    /// A process.
    case process(ProcessIndex, pid: Int32, program: Text)
    /// A tmux session, with the process of its first pane.
    case session(Text, ProcessIndex)
    /// A file with its content.
    case file(Text, content: Text)
  }

  /// Somebody who must be left alone.
  public init(_ kind: Kind) { self.kind = kind }
}

/// Work that is nowhere but where it lies.
public struct WorkFacts: Hashable, Sendable {
  /// The file.
  public var path: Text
  /// What is in it.
  public var content: Text
  /// Whether it is still there.
  public var isThere = true

  /// Work that must not be lost.
  public init(path: Text, content: Text) {
    self.path = path
    self.content = content
  }
}
