import Lifecycle
import Operations
import Simulation

/// Somebody who takes part: what it is there for, and what it has said.
public struct ActorFacts: Hashable, Sendable {
  /// Its number.
  public var actor: ActorID
  /// What it is called.
  public var name: Text
  /// Whether its process is there.
  public var lives = false
  /// When its process began, the last time.
  public var began = Instant.start
  /// What it says of itself and has said to others.
  public var stance = Stance()
  /// The root that it claims, by the one name that the file system gives it however it was spelt;
  /// to be set with `stance.root`, and taken for that where it is empty.
  public var canonicalRoot = Text.empty
  /// When it gave its answer.
  public var answeredAt: Instant?

  /// Somebody who has not begun.
  public init(actor: ActorID, name: Text) {
    self.actor = actor
    self.name = name
  }

  /// The root that it claims, by its one name.
  public var trueRoot: Text { canonicalRoot.isEmpty ? stance.root : canonicalRoot }
}

/// What a program is there for, and what it has said so far.
public struct Stance: Hashable, Sendable {
  /// What it is there for.
  public var role = Role.other
  /// The run that it was asked for; empty when there is none.
  public var run = Text.empty
  /// The session that it was asked about, as it was named; empty when there is none.
  public var session = Text.empty
  /// What it has answered to whoever asked.
  public var answer: Answer?
  /// The id of the session that it has answered with.
  public var answeredID = Text.empty
  /// The root that it claims, as it was spelt; empty when it claims none.
  public var root = Text.empty
  /// Whether it takes the root for its own.
  public var holdsRoot = false
  /// Whether it was refused because the root is taken.
  public var wasRefused = false

  /// Somebody who is nothing in particular.
  public init() {}
}

/// What a program is there for.
public enum Role: UInt8, Hashable, Sendable {
  /// Starts a session for a run.
  case launcher
  /// Brings a session back.
  case restorer
  /// Ends a session.
  case killer
  /// Clears away what an ended session has left.
  case cleaner
  /// Finishes or takes back what somebody who died had begun.
  case recoverer
  /// Tells a session's agent something.
  case sender
  /// Only reads.
  case reader
  /// Watches sessions and decides about them.
  case supervisor
  /// Runs in a session's pane and starts its agent.
  case runner
  /// Does the work.
  case agent
  /// Watches over one project root.
  case desk
  /// Claims a root and does nothing else.
  case contender
  /// Judges and closes what completed work has left.
  case retention
  /// Moves sessions from one store to another.
  case migration
  /// A person, a clockwork, a stranger.
  case other

  /// Whether it may decide that a session is over.
  public var mayEndSessions: Bool {
    switch self {
    case .launcher, .restorer, .killer, .cleaner, .recoverer, .supervisor, .retention, .migration:
      true
    case .sender, .reader, .runner, .agent, .desk, .contender, .other: false
    }
  }
}

/// What somebody who asked for something was told.
public enum Answer: UInt8, Word {
  /// It is done: started, restored, ended, cleaned.
  case done
  /// The run has its session already.
  case existing
  /// It was refused, and nothing was touched.
  case refused
  /// It failed.
  case failed
  /// Time was up.
  case timedOut
  /// Nobody knows how it stands.
  case unconfirmed

  /// The word for it in files.
  public var word: StaticString {
    switch self {
    case .done: "done"
    case .existing: "existing"
    case .refused: "refused"
    case .failed: "failed"
    case .timedOut: "timed-out"
    case .unconfirmed: "unconfirmed"
    }
  }
}
