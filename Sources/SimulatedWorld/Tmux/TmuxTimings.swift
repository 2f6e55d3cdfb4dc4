import Operations

/// How long tmux takes for what it does by itself, as measured on two cores.
public struct TmuxTimings: Hashable, Sendable {
  /// From the death of a pane's process to `#{pane_dead}`.
  public var deathSeen = Distribution(
    least: .microseconds(3_500), median: .microseconds(9_500), ninetieth: .milliseconds(22),
    most: .milliseconds(57))
  /// From the end of a pane, session or server to the hang-up of the pane's process.
  public var hangUp = Distribution(
    least: .milliseconds(1), median: .microseconds(5_600), ninetieth: .milliseconds(10),
    most: .microseconds(13_500))
  /// How many dead panes in a million have no status at first.
  ///
  /// The end of the output was read before SIGCHLD came; seen twice in some forty deaths.
  public var lateStatusPerMillion: UInt32 = 50_000
  /// How late that status is.
  public var lateStatus = Distribution(
    least: .milliseconds(10), median: .milliseconds(320), ninetieth: .milliseconds(600),
    most: .seconds(1))

  /// Makes the measured timings.
  public init() {}
}
