import Lifecycle
import Operations

/// The numbers and places that the session manager works by.
///
/// Every wait has its limit here, and every retry its count.
public struct SessionPolicy: Hashable, Sendable {
  /// The socket of the tmux server that sessions are made on.
  public var socket: Text
  /// The folder that worktrees are made in.
  public var worktrees: Text
  /// The program that runs in a session's pane and starts the agent.
  public var runner: Text
  /// The rules of the lifecycle.
  public var rules = Rules()
  /// The safeguards in force.
  public var safeguards = Safeguards.all

  /// How long a call of tmux may take.
  public var tmuxLimit = Interval.seconds(5)
  /// How long a call of git may take.
  public var gitLimit = Interval.seconds(60)
  /// How long a call of the store may take.
  public var storeLimit = Interval.seconds(10)
  /// How long a look at a process may take.
  public var processLimit = Interval.seconds(5)
  /// How long to wait before a call that failed is made again.
  public var retryPause = Interval.milliseconds(200)
  /// How often a call that failed is made, the first time included.
  public var triesMax = 6
  /// How long to wait before a store that is busy is asked again.
  public var busyPause = Interval.milliseconds(50)
  /// How often a store that is busy, or whose record has changed, is asked.
  public var storeTriesMax = 60
  /// How long to wait between two looks at whether the runner has acknowledged.
  ///
  /// The runner tells the one who waits; the looks are for when that message is lost.
  public var acknowledgePause = Interval.seconds(1)
  /// How many looks there are before the launch is taken back.
  public var acknowledgeLooksMax = 120
  /// How long to wait between two looks at whether another has finished with the session.
  public var holderPause = Interval.milliseconds(500)
  /// How many looks there are before it is given up.
  public var holderLooksMax = 400
  /// How long processes are given to end after each signal.
  public var endingGrace = Interval.seconds(2)
  /// How often what survives is signalled: first TERM, then KILL.
  public var signalRoundsMax = 5
  /// How long a command works in silence before it says that it still does.
  public var progressPause = Interval.seconds(5)
  /// How long the runner waits for its agent's end at a time; then it asks again.
  public var agentWaitLimit = Interval.seconds(3_600)
  /// How long the runner gives its agent to end after each signal.
  public var agentGrace = Interval.milliseconds(500)
  /// How often the runner signals its agent: first TERM, then KILL.
  public var agentSignalsMax = 4
  /// How many messages a runner keeps for its agent.
  public var promptsMax = 64
  /// How often an intent may be taken over from somebody who died.
  public var takeoversMax = 20

  /// A policy with its places and the usual numbers.
  public init(socket: Text, worktrees: Text, runner: Text) {
    self.socket = socket
    self.worktrees = worktrees
    self.runner = runner
  }

  /// Reads the clock that the lifecycle's times are told by; it goes on while the machine sleeps.
  var readClock: Operation { .readClock(safeguards.contains(.monotonicTime) ? .boottime : .wall) }
}
