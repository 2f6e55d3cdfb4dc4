/// What a desk is about.
public enum DeskPhase: Hashable, Sendable {
  /// Not begun.
  case idle
  /// Draws the number that its panes will carry.
  case drawing
  /// Claims the root.
  case locking
  /// Removes what a dead predecessor left running.
  case clearingPredecessor
  /// Looks whether a record says that the run is complete.
  case findingComplete
  /// Looks whether a record says that it is blocked.
  case findingBlocked
  /// Makes its session.
  case creating
  /// Looks at the clock before it writes.
  case stamping(Writing)
  /// Writes.
  case writing(Writing)
  /// Checks whether its panes live.
  case checking(Site)
  /// Waits before it checks again.
  case waitingToCheck(Site)
  /// Types into a pane.
  case sending
  /// Waits before it types again.
  case waitingToSend
  /// Waits before it looks again.
  case waiting
  /// Looks at what the agent has written.
  case reading
  /// Looks at the worker's heartbeat.
  case listening
  /// Looks at what the pane shows.
  case capturing
  /// Types a nudge.
  case nudging
  /// Waits before a worker is started again.
  case backingOff
  /// Starts the worker again.
  case respawning
  /// Learns which process it is now.
  case learning
  /// Reads what the iteration has left as context.
  case readingContext
  /// Removes what it has made.
  case clearing
  /// Gives the root back.
  case releasing
  /// Ends its process.
  case exiting

  /// The files that are written together.
  public enum Writing: UInt8, Hashable, Sendable {
    /// The folder of all of them.
    case folder
    /// The session's.
    case session
    /// The prompt of an agent.
    case prompt
    /// That an iteration takes long.
    case slow
    /// The record that claims how the run ended.
    case claim
    /// What goes with it.
    case finish
  }

  /// Where the panes are checked, as governance names it.
  public enum Site: UInt8, Hashable, Sendable, CaseIterable {
    /// After the session was made.
    case create
    /// At the top of an iteration, right before the worker gets its prompt.
    case iterationStart
    /// Right before the verifier gets its prompt.
    case verifierStart
    /// Right after an agent got its prompt.
    case postSend
    /// Each time that the agent's file was looked for.
    case poll
    /// Before a worker is started again.
    case restart

    /// The word in records.
    public var word: StaticString {
      switch self {
      case .create: "create"
      case .iterationStart: "iter_start"
      case .verifierStart: "verify_start"
      case .postSend: "post_send"
      case .poll: "poll"
      case .restart: "restart"
      }
    }
  }

  /// A number for digests.
  var code: UInt32 {
    switch self {
    case .idle: 0
    case .drawing: 1
    case .locking: 2
    case .clearingPredecessor: 3
    case .findingComplete: 4
    case .findingBlocked: 5
    case .creating: 6
    case .sending: 7
    case .waitingToSend: 8
    case .waiting: 9
    case .reading: 10
    case .listening: 11
    case .capturing: 12
    case .nudging: 13
    case .backingOff: 14
    case .respawning: 15
    case .learning: 16
    case .readingContext: 17
    case .clearing: 18
    case .releasing: 19
    case .exiting: 20
    case .stamping(let writing): 0x100 | UInt32(writing.rawValue)
    case .writing(let writing): 0x200 | UInt32(writing.rawValue)
    case .checking(let site): 0x300 | UInt32(site.rawValue)
    case .waitingToCheck(let site): 0x400 | UInt32(site.rawValue)
    }
  }
}
