import Operations

/// Every number of a desk: how long it waits for what, and how often it tries again.
///
/// The defaults are those of rlp-desk 0.11.1 where it has one.
public struct DeskPolicy: Hashable, Sendable {
  /// The lock's own numbers.
  public var lock = LockPolicy()
  /// The safeguards in force, of the lock as well.
  public var safeguards: Safeguards {
    get { lock.safeguards }
    set { lock.safeguards = newValue }
  }

  // The lifecycle monitor: probes at 0, 1, 2, 3 and 4 s, the last of which is answered by 4.8 s, and
  // the process table by 4.9 s, so that a record of a death stands when the 5 s are over.

  /// The time between two probes of one check.
  public var probeInterval = Interval.seconds(1)
  /// How many probes a check has.
  public var probesMax = 5
  /// How long one probe may take, so that a stopped server hangs nobody.
  public var probeLimit = Interval.milliseconds(800)
  /// How long the process table may take, which is asked when tmux has said nothing.
  public var evidenceLimit = Interval.milliseconds(100)
  /// How many probes have to say that something is dead, unless the check ends before.
  public var deathConfirmations = 2
  /// How many checks in a row may end without knowledge before the run gives up.
  public var unknownChecksMax = 12
  /// The time before a check is repeated that ended without knowledge.
  public var unknownPause = Interval.seconds(1)

  /// How long any other call of tmux, the files or the processes may take.
  public var callLimit = Interval.seconds(2)
  /// How often a call is made that fails in a way that may pass.
  public var callAttemptsMax = 3
  /// The time between two of them.
  public var callRetryPause = Interval.milliseconds(100)
  /// How many names are tried for a background session.
  public var namesMax = 5

  /// The time between two looks at what the worker has written.
  public var pollInterval = Interval.seconds(5)
  /// How long an iteration may take before it counts as slow.
  public var iterationTimeout = Interval.seconds(600)
  /// How often a slow iteration is given as much time again, while its worker lives.
  public var iterationExtensionsMax = 2
  /// How long a heartbeat may stay as it is.
  public var heartbeatStaleAfter = Interval.seconds(120)
  /// How often a worker is started again within a run.
  public var workerRestartsMax = 3
  /// The pause before the first restart; each further one is twice as long.
  public var restartBackoff = Interval.seconds(5)
  /// The longest pause before a restart.
  public var restartBackoffMax = Interval.seconds(60)
  /// How long a pane may show the same before its agent is nudged.
  public var nudgeAfter = Interval.seconds(30)
  /// How often it is nudged in one iteration.
  public var nudgesMax = 3

  /// How many iterations a run has.
  public var iterationsMax = 100
  /// How many failures in a row end a run (`cb_threshold`).
  public var failuresMax = 6
  /// After how many iterations that change nothing in the context a run ends.
  public var unchangedContextMax = 3

  /// How often it is looked whether what was killed is gone.
  public var clearingRoundsMax = 12
  /// The time between two of these looks.
  public var clearingPause = Interval.milliseconds(250)
  /// In which round what has not gone is killed instead of asked to end.
  public var killFromRound = 4

  /// Makes a policy of the defaults.
  public init() {}

  /// How many looks an interval is long, at least one.
  func polls(in interval: Interval) -> Int {
    max(1, Int(interval.nanoseconds / max(1, pollInterval.nanoseconds)))
  }

  /// The pause before the restart after so many.
  func backoff(after restarts: Int) -> Interval {
    let factor = Int64(1) << Int64(min(restarts, 10))
    let pause = Interval(nanoseconds: restartBackoff.nanoseconds * factor)
    return min(pause, restartBackoffMax)
  }
}
