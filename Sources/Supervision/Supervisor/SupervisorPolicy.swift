import Operations

/// The numbers that the supervisor works by.
public struct SupervisorPolicy: Hashable, Sendable {
  /// The numbers and places of the sessions.
  public var sessions: SessionPolicy
  /// The file that keeps a second supervisor out; empty for none.
  public var lock = Text.empty
  /// The person who is told what needs a person.
  public var person = Text.empty
  /// How long it rests between two passes over the board.
  public var pause = Interval.seconds(5)
  /// How long it waits before it tries again for the lock that another holds.
  public var lockPause = Interval.seconds(2)
  /// How many passes there are between two looks at the pull requests; 0 for never.
  public var passesPerPullRequest = 6
  /// How long the host of pull requests may take.
  public var pullRequestLimit = Interval.seconds(20)
  /// Of how many live sessions at least a pass must find most dead to conclude nothing.
  public var massDeathMin = 3
  /// How many such passes in a row are not believed.
  public var massDeathPassesMax = 2
  /// How many passes in a row in which the server could not be asked say nothing of its sessions.
  public var silentPassesMax = 4
  /// How many passes there are between two attempts to bring to an end what could not be confirmed.
  public var passesPerRetry = 4
  /// How many passes there are between two searches for what came after it was taken back.
  public var passesPerSweep = 12
  /// How many signs of activity it keeps between two passes.
  public var signalsMax = 256
  /// How often one effect is sent before it is handed back to the lifecycle.
  public var deliveriesMax = 3

  /// A policy over the one of the sessions.
  public init(_ sessions: SessionPolicy) {
    self.sessions = sessions
  }
}
