import Operations
import Simulation

/// A desk: one life of a runner that watches over a project root.
///
/// The bookkeeper makes one when a runner's process begins; a runner that is started again is a new
/// one.
public struct DeskFacts: Hashable, Sendable {
  /// The runner.
  public var runner: ActorID
  /// The root, by its one name.
  public var root: Text
  /// Whether nobody watches it on purpose.
  public var isBackground = false
  /// Whether the runner's process is there.
  public var lives = true
  /// The mark that the processes in its panes carry; 0 when they carry none.
  public var nonce: UInt64 = 0

  // Its tmux session

  /// The session's name as the desk's own record has it; empty while there is no record.
  public var recordedName = Text.empty
  /// The session's real name; empty while or when there is none.
  public var realName = Text.empty
  /// How often a name that it wanted was taken.
  public var collisionCount = 0
  /// Whether its start came to nothing because names were taken.
  public var wasEndedByName = false
  /// When its last client left.
  public var clientsLeft: Instant?
  /// When the terminal or process that it was started from left.
  public var wrapperLeft: Instant?
  /// Why its session is gone; nil while it is there, or was never made.
  public var loss: Loss?

  // Its panes

  /// When something of it, pane or session, could first be seen to be dead, and it was not the desk
  /// that ended it; the time that a server needs to notice is over then.
  public var died: Instant?
  /// What died, in words.
  public var deadThing = Text.empty
  /// When its first check since `died` began.
  public var checkBegan: Instant?
  /// Whether the runner itself was stopped since then, so that its time does not count.
  public var wasStalled = false
  /// The record that says that it is blocked, as soon as it stands.
  public var blocked: BlockedFacts?

  /// A desk whose runner has just begun.
  public init(runner: ActorID, root: Text) {
    self.runner = runner
    self.root = root
  }

  /// Why a session is gone.
  public enum Loss: UInt8, Hashable, Sendable {
    /// Its desk ended it.
    case ended
    /// Somebody killed it, or its server, or its panes ended.
    case killed
    /// It ended in the event in which its last client left, or for that reason later.
    case clientsLeft
    /// It ended because the terminal or process that it was started from did.
    case wrapperLeft
  }
}

/// A record that says that a desk cannot go on.
public struct BlockedFacts: Hashable, Sendable {
  /// The kind of reason.
  public var reason: Text
  /// Whether the run can go on once it is seen to.
  public var isRecoverable: Bool
  /// What to do.
  public var action: Text
  /// When it was there.
  public var time: Instant

  /// Notes a record.
  public init(reason: Text, isRecoverable: Bool, action: Text, time: Instant) {
    self.reason = reason
    self.isRecoverable = isRecoverable
    self.action = action
    self.time = time
  }
}
